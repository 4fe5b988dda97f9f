// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Hummingbird
import Storage

extension Site {
    /// What a page about booking has around its content.
    func offerFrame(_ part: OfferPart, _ login: PageContext.Login) async throws -> OfferFrame {
        let room = try await accounts.details(of: login.account).room
        return OfferFrame(
            part: part,
            watch: ArrivalWatch(
                ticket: tickets.hostTicket(account: login.account.id, room: room.id, login: login.sessionHash),
                revision: registry.appointmentsRevision))
    }

    /// The frame that shows the times of the account's first type.
    func offerPreview(_ query: PreviewQuery, _ account: Account) async throws -> OfferPreview {
        OfferPreview(
            path: try await offers.firstBookable(of: account).map { query.address(.previewType(id: $0.id)) })
    }

    /// A page about booking; one that shows a refused form says so by its status.
    func offerPage(
        _ view: some View, _ request: Request, _ context: PageContext, refused: Bool = false
    ) async throws -> Response {
        try await page(view, request, context, kind: .personal, status: refused ? .unprocessableContent : .ok)
    }
}

extension Site {
    var wordings: WordingBook { book.wordings }
    var calendarOut: CalendarOut { book.calendarOut }
}
