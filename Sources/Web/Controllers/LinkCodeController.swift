// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Words

/// The links that a practitioner hands on, as pictures that a telephone reads.
struct LinkCodeController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.appointmentCode(id: SiteURL.Parameter.id).pattern) { _, context in
            let account = try site.practitioner(context).account
            let details = try await site.book.find(context.parameters.get("id") ?? "", by: account)
            return try picture(of: site.book.joinLink(details), context)
        }
        router.get(SiteURL.roomCode.pattern) { _, context in
            let details = try await site.accounts.details(of: try site.practitioner(context).account)
            return try picture(of: site.publicURL.absolute(.room(slug: details.room.slug)), context)
        }
    }

    private func picture(of link: String, _ context: PageContext) throws -> Response {
        guard let svg = QRCode.svg(link, label: site.words(context)("site_invite_qr")) else { throw WebError.notFound }
        var headers = site.securityHeaders.fields(.file)
        headers[.contentType] = "image/svg+xml"
        headers[.cacheControl] = "no-store"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: svg)))
    }
}
