// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage

/// What can be booked, for programs.
struct APIOffer: Sendable {
    let site: Site

    private static let longest: TimeInterval = 62 * 86_400

    private struct TypeList: Encodable {
        let types: [TypeDocument]
    }

    private struct TypeDocument: Encodable {
        let id: String
        let name: String
        let description: String
        let price: String
        let lengthMinutes: Int
        let visibility: String
        let confirms: String
    }

    private struct SlotList: Encodable {
        struct Document: Encodable {
            let startsAt: String
            let endsAt: String
        }

        let slots: [Document]
        let timeZone: String
    }

    func types(_ call: APICall) async throws -> APIReply {
        let types = try await site.offers.types(of: call.caller.account)
        return APIReply(
            document: TypeList(
                types: types.map { type in
                    TypeDocument(
                        id: type.id, name: type.name, description: type.description, price: type.price,
                        lengthMinutes: type.lengthMinutes, visibility: type.visibility.rawValue,
                        confirms: type.confirmsAtOnce ? "at_once" : "by_hand")
                }))
    }

    func slots(_ call: APICall) async throws -> APIReply {
        let now = site.clock.now
        let from = call.query["from"]?.text.flatMap { Date(rfc3339: $0) } ?? now
        let to = call.query["to"]?.text.flatMap { Date(rfc3339: $0) } ?? from.addingTimeInterval(7 * 86_400)
        guard to > from else { throw APIProblem.invalid([("to", "too_small")]) }
        guard to.timeIntervalSince(from) <= Self.longest else { throw APIProblem.invalid([("to", "too_large")]) }
        let account = call.caller.account
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let days = ClosedRange(from: from, to: to, in: zone)
        let slots = try await site.offers.slots(
            typeID: call.query["typeId"]?.text ?? "", days: days, zone: zone, by: account)
        return APIReply(
            document: SlotList(
                slots: slots.filter { $0.start >= from && $0.start < to }.map { slot in
                    SlotList.Document(startsAt: slot.start.utcText, endsAt: slot.end.utcText)
                }, timeZone: account.timeZone))
    }
}
