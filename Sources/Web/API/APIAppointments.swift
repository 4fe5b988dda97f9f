// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Words

/// Appointments, for programs. Each verb is the use case's; here are only documents.
struct APIAppointments: Sendable {
    let site: Site

    private struct List: Encodable {
        let appointments: [AppointmentDocument]
        let next: String?
    }

    func create(_ call: APICall) async throws -> APIReply {
        let body = call.body
        guard let start = body["startsAt"]?.text.flatMap({ Date(rfc3339: $0) }), let client = body["client"] else {
            throw APIProblem(.badRequest, "malformed")
        }
        let (typeID, length) = (body["typeId"]?.text, body["lengthMinutes"]?.integer)
        guard (typeID == nil) != (length == nil) else {
            throw APIProblem.invalid([
                (typeID == nil ? "typeId" : "lengthMinutes", typeID == nil ? "missing" : "unknown")
            ])
        }
        let account = call.caller.account
        let language = client["language"]?.text ?? account.language
        let draft = AppointmentDraft(
            clientName: client["name"]?.text ?? "", clientEmail: client["email"]?.text ?? "",
            clientPhone: client["phone"]?.text ?? "", language: Language(rawValue: language) ?? site.defaultLanguage,
            clientTimeZone: client["timeZone"]?.text, startsAt: start, lengthMinutes: length ?? 0,
            note: body["note"]?.text ?? "")
        let state = body["state"]?.text.flatMap { AppointmentState(rawValue: $0) }
        let answer = try await site.programs.create(
            draft, typeID: typeID, state: state, by: call.caller, once: call.repeatable)
        return Self.reply(answer)
    }

    func list(_ call: APICall) async throws -> APIReply {
        let cursor = try call.query["cursor"]?.text.map { text in
            guard let cursor = AppointmentCursor(text) else { throw APIProblem.invalid([("cursor", "malformed")]) }
            return cursor
        }
        let page = try await site.programs.list(
            AppointmentPage(
                from: call.query["from"]?.text.flatMap { Date(rfc3339: $0) },
                to: call.query["to"]?.text.flatMap { Date(rfc3339: $0) },
                state: call.query["state"]?.text.flatMap { AppointmentState(rawValue: $0) }, after: cursor,
                limit: call.query["limit"]?.integer ?? 50), by: call.caller)
        return APIReply(
            document: List(appointments: page.appointments.map(AppointmentDocument.init), next: page.next?.text))
    }

    func get(_ call: APICall) async throws -> APIReply {
        let details = try await site.book.find(call.id, by: call.caller.account)
        return Self.reply(ProgramAnswer(details: details, isRepeated: false))
    }

    func move(_ call: APICall) async throws -> APIReply {
        guard let start = call.body["startsAt"]?.text.flatMap({ Date(rfc3339: $0) }) else {
            throw APIProblem(.badRequest, "malformed")
        }
        return Self.reply(
            try await site.programs.move(
                call.id, to: start, by: call.caller, ifMatch: call.ifMatch))
    }

    func cancel(_ call: APICall) async throws -> APIReply {
        Self.reply(
            try await site.programs.cancel(
                call.id, reason: call.body["reason"]?.text ?? "", by: call.caller, ifMatch: call.ifMatch))
    }

    private static func reply(_ answer: ProgramAnswer) -> APIReply {
        var headers = HTTPFields()
        headers[.eTag] = "\"\(answer.tag)\""
        if answer.isRepeated { headers[.idempotencyReplayed] = "true" }
        return APIReply(document: AppointmentDocument(answer.details), headers: headers)
    }
}
