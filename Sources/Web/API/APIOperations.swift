// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import HTTPTypes
import Hummingbird
import Storage

extension APIOperation {
    /// Every operation of the interface.
    static func all(_ site: Site) -> [APIOperation] {
        let appointments = APIAppointments(site: site)
        let offer = APIOffer(site: site)
        return [
            APIOperation(
                id: "createAppointment", method: .post, url: .apiAppointments,
                summary: "Create an appointment, requested or confirmed. The client gets the mails of its state.",
                parameters: [idempotencyKey], body: Body(schema: "NewAppointment", isRequired: true),
                success: Success(status: .created, about: "Made.", schema: "Appointment", hasTag: true),
                refusals: [.badRequest, .notFound, .conflict, .contentTooLarge, .unsupportedMediaType],
                confirmsCaller: true, answer: appointments.create),
            APIOperation(
                id: "listAppointments", method: .get, url: .apiAppointments,
                summary: "List appointments by their start, a page at a time.",
                parameters: [
                    .query("from", .instant, "Those that start then or later."),
                    .query("to", .instant, "Those that start before."),
                    .query("state", .choice(AppointmentState.allCases.map(\.rawValue)), "Only those in this state."),
                    .query("limit", .integer(1...200), "At most so many; 50 if absent."),
                    .query("cursor", .text(1...200), "`next` of the page before."),
                ],
                success: Success(status: .ok, about: "A page.", schema: "AppointmentList"), answer: appointments.list),
            APIOperation(
                id: "getAppointment", method: .get, url: .apiAppointment(id: SiteURL.Parameter.id),
                summary: "Read an appointment.",
                success: Success(status: .ok, about: "The appointment.", schema: "Appointment", hasTag: true),
                refusals: [.notFound], answer: appointments.get),
            APIOperation(
                id: "moveAppointment", method: .post, url: .apiMoveAppointment(id: SiteURL.Parameter.id),
                summary: "Move an appointment to another start. The client gets the mail of it.",
                parameters: [ifMatch], body: Body(schema: "Move", isRequired: true),
                success: Success(status: .ok, about: "Moved.", schema: "Appointment", hasTag: true),
                refusals: [
                    .badRequest, .notFound, .conflict, .preconditionFailed, .contentTooLarge, .unsupportedMediaType,
                ],
                answer: appointments.move),
            APIOperation(
                id: "cancelAppointment", method: .post, url: .apiCancelAppointment(id: SiteURL.Parameter.id),
                summary: "Cancel an appointment. The client gets the mail of it. Again it changes nothing.",
                parameters: [ifMatch], body: Body(schema: "Cancellation", isRequired: false),
                success: Success(status: .ok, about: "Cancelled.", schema: "Appointment", hasTag: true),
                refusals: [
                    .badRequest, .notFound, .conflict, .preconditionFailed, .contentTooLarge, .unsupportedMediaType,
                ],
                answer: appointments.cancel),
            APIOperation(
                id: "listTypes", method: .get, url: .apiTypes, summary: "List what can be booked, hidden types too.",
                success: Success(status: .ok, about: "The types, in their order.", schema: "TypeList"),
                answer: offer.types),
            APIOperation(
                id: "listSlots", method: .get, url: .apiSlots, summary: "List the free slots of a type.",
                parameters: [
                    .query("typeId", .identifier, required: true, "The type."),
                    .query("from", .instant, "Slots that start then or later; now if absent."),
                    .query("to", .instant, "Slots that start before, at most 62 days later; 7 days if absent."),
                ],
                success: Success(status: .ok, about: "The slots, sorted.", schema: "SlotList"),
                refusals: [.notFound], answer: offer.slots),
        ]
    }

    private static let idempotencyKey = Parameter.header(
        "Idempotency-Key", .text(1...200),
        "The same key with the same request does nothing twice within 24 hours; with another request it is refused.")
    private static let ifMatch = Parameter.header(
        "If-Match", .text(1...200), "The ETag that was read; refused with 412 when the appointment changed since.")
}
