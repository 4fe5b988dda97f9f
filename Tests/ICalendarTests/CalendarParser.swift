// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// PyPI icalendar's reading of an object (`Tests/Interop/parse_calendar.py`): a judge that is not ours.
struct CalendarParser: Decodable {
    let errors: [String]
    let longestLine: Int
    let method: String
    let uid: String
    let sequence: Int
    let start: String
    let end: String
    let summary: String
    let description: String
    let location: String?
    let url: String?
    let status: String
    let organizer: String
    let organizerName: String
    let attendee: String
    let attendeeName: String
    let participation: String
    let answerExpected: String
    let alarms: [Int]

    static func parse(_ bytes: [UInt8]) throws -> CalendarParser {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["VISAVIS_TEST_PYTHON"].map { URL(filePath: $0) }
        let python = named ?? root.appending(path: ".venv/bin/python")
        try #require(FileManager.default.isExecutableFile(atPath: python.path), "no Python at \(python.path)")
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = python
        process.arguments = [root.appending(path: "Tests/Interop/parse_calendar.py").path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(CalendarParser.self, from: answer)
    }
}
