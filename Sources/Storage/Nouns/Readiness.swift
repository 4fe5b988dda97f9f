// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the client's last device test found: words of closed lists, kept until the appointment is over.
public struct Readiness: Sendable, Equatable {
    public var appointmentID: String
    public var testedAt: Date
    public var browser: String
    public var camera: String
    public var microphone: String
    public var speaker: String
    public var connection: String

    public init(
        appointmentID: String, testedAt: Date, browser: String, camera: String, microphone: String, speaker: String,
        connection: String
    ) {
        self.appointmentID = appointmentID
        self.testedAt = testedAt
        self.browser = browser
        self.camera = camera
        self.microphone = microphone
        self.speaker = speaker
        self.connection = connection
    }
}

extension Readiness: Record {
    static let table = "readiness"
    static let columns = [
        "appointment_id", "tested_at", "browser", "camera", "microphone", "speaker", "connection",
    ]

    var values: [Value] {
        [
            Value(appointmentID), Value(testedAt), Value(browser), Value(camera), Value(microphone), Value(speaker),
            Value(connection),
        ]
    }

    init(row: Row) throws {
        appointmentID = try row.text("appointment_id")
        testedAt = try row.instant("tested_at")
        browser = try row.text("browser")
        camera = try row.text("camera")
        microphone = try row.text("microphone")
        speaker = try row.text("speaker")
        connection = try row.text("connection")
    }
}

public struct ReadinessTable {
    let transaction: any Transaction

    public func find(appointmentID: String) throws -> Readiness? {
        try transaction.first(Readiness.self, "where appointment_id = $1", [Value(appointmentID)])
    }

    /// By appointment, for lists.
    public func find(appointmentIDs: some Collection<String>) throws -> [String: Readiness] {
        let unique = Set(appointmentIDs).sorted()
        guard !unique.isEmpty else { return [:] }
        let numbers = (1...unique.count).map { "$\($0)" }.joined(separator: ", ")
        let found = try transaction.all(
            Readiness.self, "where appointment_id in (\(numbers))", unique.map { Value($0) })
        return Dictionary(uniqueKeysWithValues: found.map { ($0.appointmentID, $0) })
    }

    /// In place of the test before.
    public func save(_ readiness: Readiness) throws {
        try delete(appointmentID: readiness.appointmentID)
        try transaction.insert(readiness)
    }

    public func delete(appointmentID: String) throws {
        try transaction.execute("delete from readiness where appointment_id = $1", [Value(appointmentID)])
    }
}

extension Transaction {
    public var readiness: ReadinessTable { ReadinessTable(transaction: self) }
}
