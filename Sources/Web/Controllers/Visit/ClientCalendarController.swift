// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import NIOCore

/// A client's appointment as a file for any calendar.
struct ClientCalendarController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.clientCalendar(token: SiteURL.Parameter.token).pattern, use: show)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        guard visit.isOpen else { throw WebError.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/calendar; charset=utf-8; method=PUBLISH", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"appointment.ics\"",
            ], body: .init(byteBuffer: ByteBuffer(bytes: site.book.calendarFile(visit.details))))
    }
}
