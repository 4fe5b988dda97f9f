// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import NIOCore

/// A practitioner's appointments for the calendar programs that subscribed to the secret address.
struct CalendarOutController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.calendarOut(token: SiteURL.Parameter.token).pattern, use: show)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        do {
            let content = try await site.calendarOut.calendar(token: context.parameters.get("token") ?? "")
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/calendar; charset=utf-8; method=PUBLISH", .cacheControl: "private, no-cache",
                    .contentDisposition: "inline; filename=\"appointments.ics\"",
                ], body: .init(byteBuffer: ByteBuffer(bytes: content)))
        } catch AppointmentError.notFound {
            throw WebError.notFound
        }
    }
}
