// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// An appointment as other programs see it: the answer of the interface and the content of a message are the same document.
/// Instants are UTC. What is absent is left out.
public struct AppointmentDocument: Encodable, Sendable, Equatable {
    public struct ClientPart: Encodable, Sendable, Equatable {
        public let name: String
        public let email: String
        public let phone: String?
        public let language: String
        public let timeZone: String
    }

    public let id: String
    public let state: String
    public let startsAt: String
    public let endsAt: String
    public let lengthMinutes: Int
    /// The zone in which the hour was agreed.
    public let timeZone: String
    public let typeId: String?
    public let typeName: String
    public let client: ClientPart
    public let note: String
    public let reason: String
    /// Who was there at the hour of a missed one.
    public let absence: String?
    public let createdAt: String
    public let confirmedAt: String?
    /// Grows with each change; the number in `ETag`.
    public let revision: Int

    public init(_ details: AppointmentDetails) {
        let (appointment, client) = (details.appointment, details.client)
        id = appointment.id
        state = appointment.state.rawValue
        startsAt = appointment.startsAt.utcText
        endsAt = appointment.endsAt.utcText
        lengthMinutes = appointment.lengthMinutes
        timeZone = appointment.timeZone
        typeId = appointment.typeID
        typeName = appointment.typeName
        self.client = ClientPart(
            name: client.name, email: client.email, phone: client.phone, language: client.language,
            timeZone: client.timeZone)
        note = appointment.note
        reason = appointment.reason
        absence = details.absence?.rawValue
        createdAt = appointment.createdAt.utcText
        confirmedAt = appointment.confirmedAt?.utcText
        revision = appointment.revision
    }
}

extension Date {
    /// RFC 3339 in UTC, in whole seconds: `2027-01-12T09:00:00Z`.
    public var utcText: String {
        let second = Int(timeIntervalSince1970.rounded(.down)) % 86_400
        let ofDay = second < 0 ? second + 86_400 : second
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let time = [ofDay / 3600, ofDay % 3600 / 60, ofDay % 60].map(padded).joined(separator: ":")
        return "\(LocalDay(self, in: .gmt))T\(time)Z"
    }
}
