// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// A mail that is written when it goes: what its appointment was like when it was ordered, and what it says besides. What is
/// not here (names, links, the practitioner's own words, the device test) is that of the writing.
struct MailOrder: Codable, Equatable, Sendable {
    var state: String
    var startsAt: Date
    var lengthMinutes: Int
    var timeZone: String
    var typeName: String
    var uid: String
    var sequence: Int
    var expiresAt: Date?
    var delayMinutes: Int
    /// Nil for none.
    var facts: MailFacts?

    init(_ appointment: Appointment, facts: MailFacts = MailFacts()) {
        state = appointment.state.rawValue
        startsAt = appointment.startsAt
        lengthMinutes = appointment.lengthMinutes
        timeZone = appointment.timeZone
        typeName = appointment.typeName
        uid = appointment.uid
        sequence = appointment.sequence
        expiresAt = appointment.expiresAt
        delayMinutes = appointment.delayMinutes
        self.facts = facts == MailFacts() ? nil : facts
    }

    /// - Throws: `DecodingError`.
    init(text: String) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        self = try decoder.decode(MailOrder.self, from: Data(text.utf8))
    }

    /// What ``init(text:)`` reads. Put together by hand, because a booking waits for two of them.
    var text: String {
        get throws {
            var text = #"{"state":\#(Self.quoted(state)),"startsAt":\#(startsAt.storedMilliseconds)"#
            text += #","lengthMinutes":\#(lengthMinutes),"timeZone":\#(Self.quoted(timeZone))"#
            text += #","typeName":\#(Self.quoted(typeName)),"uid":\#(Self.quoted(uid)),"sequence":\#(sequence)"#
            text += #","delayMinutes":\#(delayMinutes)"#
            if let expiresAt { text += #","expiresAt":\#(expiresAt.storedMilliseconds)"# }
            if let facts {
                let encoder = JSONEncoder()
                encoder.dateEncodingStrategy = .millisecondsSince1970
                text += #","facts":"# + String(decoding: try encoder.encode(facts), as: UTF8.self)
            }
            return text + "}"
        }
    }

    /// RFC 8259, 7.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\0"..<" ": quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// The appointment as it was; its links stay as they are.
    func recalled(_ appointment: Appointment) -> Appointment {
        var appointment = appointment
        appointment.state = AppointmentState(rawValue: state) ?? appointment.state
        (appointment.startsAt, appointment.lengthMinutes) = (startsAt, lengthMinutes)
        (appointment.timeZone, appointment.typeName) = (timeZone, typeName)
        (appointment.uid, appointment.sequence) = (uid, sequence)
        (appointment.expiresAt, appointment.delayMinutes) = (expiresAt, delayMinutes)
        return appointment
    }
}
