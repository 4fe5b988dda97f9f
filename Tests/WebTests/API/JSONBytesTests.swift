// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments
@testable import Web

@Suite("JSON of the interface for programs")
struct JSONBytesTests {
    private static let texts = [
        #"{}"#, #"[]"#, #" {"a" : [1, -2, 0, -0], "b":{"c":null,"d":true,"e":false}} "#, #""\u00e9\ud83d\ude00\n\/""#,
        #"{"name":"Zoë \"Z\" Lefèvre"}"#, "1.5", "1.0", "1e2", "12345678901234567890", "-1", "\"\u{7F}\u{2028}\"",
        #"{"a":1,"a":2}"#, "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
        // None of these is JSON.
        "", " ", "{", "}", "[1,]", #"{"a":1,}"#, "{a:1}", "01", "+1", "1.", "- 1", "nul", "tru", "\"\u{1}\"", #""\x""#,
        #""\ud800""#, #""\u12""#, "1 2", "{} x", "'a'", "NaN",
    ]

    @Test("is read as the system's reader reads it, and refused where that refuses", arguments: texts)
    func reading(text: String) {
        let bytes = Array(text.utf8)
        let plain = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        #expect((try? JSONValue(reading: bytes)) == plain)
    }

    @Test(
        "bytes that are no UTF-8 are refused",
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED]])
    func notUnicode(bytes: [UInt8]) {
        #expect(throws: (any Error).self) { try JSONValue(reading: bytes) }
    }

    @Test("what is written is read as it was")
    func writing() throws {
        let value: JSONValue = [
            "z": "a \"b\" \\ / \n \u{0} \u{1F} é 😀", "a": [1, true, false], "n": .null, "f": .number(1.5), "o": [:],
            "l": [],
        ]
        let bytes = try value.bytes()
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) == value)
        #expect(try JSONValue(reading: bytes) == value)
        #expect(try (["b": 1, "a": 2, "B": 3] as JSONValue).bytes() == Array(#"{"B":3,"a":2,"b":1}"#.utf8))
    }

    @Test("an appointment's document is the one that its own coding gives", arguments: [true, false])
    func document(isFull: Bool) throws {
        let document = AppointmentDocument(Self.details(isFull: isFull))
        let coded = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(document))
        #expect(JSONValue(document) == coded)
    }

    private static func details(isFull: Bool) -> AppointmentDetails {
        let noon = Date(timeIntervalSince1970: 1_780_480_800)
        let appointment = Appointment(
            id: "a", practitionerID: "anne", clientID: "zoe", state: .confirmed, startsAt: noon, lengthMinutes: 50,
            timeZone: "Europe/Paris", note: "a \"note\"", uid: "a@example.org", joinTokenHash: "j",
            manageTokenHash: "m",
            createdAt: noon, confirmedAt: isFull ? noon : nil, typeID: isFull ? "type" : nil, typeName: "Séance",
            reason: "why", revision: 3)
        return AppointmentDetails(
            appointment: appointment,
            client: Client(
                id: "zoe", practiceID: "practice", name: "Zoë", email: "zoe@example.org",
                phone: isFull ? "+33123456789" : nil, language: "fr", timeZone: "Asia/Tokyo"),
            host: Account(
                id: "anne", practiceID: "practice", email: "anne@example.org", name: "Anne", isOwner: true,
                isPractitioner: true, passwordHash: nil, language: "fr", timeZone: "Europe/Paris", createdAt: noon),
            practitioner: Practitioner(accountID: "anne", roomID: "room"),
            room: RoomRow(id: "room", practitionerID: "anne", slug: "anne", name: "Anne"),
            practice: Practice(
                id: "practice", name: "P", senderName: "P", language: "fr", timeZone: "Europe/Paris"),
            absence: isFull ? .nobodyCame : nil)
    }
}
