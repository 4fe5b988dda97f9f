// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Storage

/// A client takes one of the times that the practitioner proposed.
struct ClientProposalController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.post(SiteURL.proposals(token: SiteURL.Parameter.token).pattern, use: take)
    }

    private func take(_ request: Request, context: PageContext) async throws -> Response {
        let visit = try await ClientVisit(site, context)
        let form = try await visit.form(request, fields: ["slot"])
        guard let start = SlotName.read(form["slot"]) else { throw WebError.malformed }
        do {
            _ = try await site.book.take(proposal: start, manageToken: visit.token)
        } catch AppointmentError.wrongState(.confirmed) where visit.appointment.startsAt == start {
            // Pressed twice.
            return visit.done(.taken)
        } catch AppointmentError.slotGone, AppointmentError.slotTaken, AppointmentError.notFound {
            return visit.done(.gone)
        } catch AppointmentError.wrongState, AppointmentError.over {
            return visit.done(.tooLate)
        }
        return visit.done(.taken)
    }
}
