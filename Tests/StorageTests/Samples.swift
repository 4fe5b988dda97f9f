// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// Rows that fit together: one practice, one practitioner with a room, one client.
enum Samples {
    static let noon = Date(storedMilliseconds: 1_780_480_800_000)

    static let practice = Practice(
        id: "practice", name: "Cabinet du Parc", senderName: "Cabinet du Parc", language: "fr",
        timeZone: "Europe/Paris")

    static let account = Account(
        id: "anne", practiceID: "practice", email: "anne@example.org", name: "Anne Martin", isOwner: true,
        isPractitioner: true, passwordHash: "hash", language: "fr", timeZone: "Europe/Paris", createdAt: noon)

    static let practitioner = Practitioner(accountID: "anne", roomID: "room", helpPhone: "+33123456789")

    static let room = RoomRow(id: "room", practitionerID: "anne", slug: "anne-k7f3q9x2", name: "Anne")

    static let client = Client(
        id: "zoe", practiceID: "practice", name: "Zoë Lefèvre-Østergård", email: "zoe@example.org", phone: nil,
        language: "fr", timeZone: "Europe/Paris")

    static func appointment(
        _ id: String, state: AppointmentState = .confirmed, minutes: Double = 0, length: Int = 30
    ) -> Appointment {
        Appointment(
            id: id, practitionerID: "anne", clientID: "zoe", state: state,
            startsAt: noon.addingTimeInterval(minutes * 60), lengthMinutes: length, timeZone: "Europe/Paris",
            uid: "\(id)@example.org", joinTokenHash: "join-\(id)", manageTokenHash: "manage-\(id)", createdAt: noon)
    }

    static func mail(_ id: String, appointment: String? = nil, due: Date = noon) -> OutboxMail {
        OutboxMail(
            id: id, practiceID: "practice", practitionerID: "anne", appointmentID: appointment, kind: "confirmation",
            messageID: "<\(id)@example.org>", recipient: "zoe@example.org", subject: "Votre rendez-vous",
            message: Data("Subject: x\r\n\r\nhello".utf8), nextAttemptAt: due, createdAt: noon)
    }

    static func fill(_ store: any Store) async throws {
        try await store.write { transaction in
            try transaction.practice.insert(practice)
            try transaction.accounts.insert(account)
            try transaction.practitioners.insert(practitioner)
            try transaction.rooms.insert(room)
            try transaction.clients.insert(client)
        }
    }
}
