// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The Python that has the strangers' packages, and the scripts of `Tests/Interop`.
enum ForeignPython {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A process that is ready to run a script; its input and output are pipes.
    static func process(_ script: String, _ arguments: [String] = []) throws -> (Process, input: Pipe, output: Pipe) {
        let named = ProcessInfo.processInfo.environment["VISAVIS_TEST_PYTHON"].map { URL(filePath: $0) }
        let python = named ?? root.appending(path: ".venv/bin/python")
        try #require(FileManager.default.isExecutableFile(atPath: python.path), "no Python at \(python.path)")
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = python
        process.arguments = [root.appending(path: "Tests/Interop/\(script)").path] + arguments
        process.standardInput = input
        process.standardOutput = output
        return (process, input, output)
    }
}

/// PyPI icalendar's reading of a calendar object.
struct ForeignCalendar: Decodable {
    let errors: [String]
    let method: String
    let uid: String
    let sequence: Int
    let start: String
    let end: String
    let summary: String
    let location: String?
    let url: String?
    let status: String
    let alarms: [Int]

    static func parse(_ bytes: [UInt8]) async throws -> ForeignCalendar {
        let (process, input, output) = try ForeignPython.process("parse_calendar.py")
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return try JSONDecoder().decode(ForeignCalendar.self, from: answer)
    }
}

/// A running aiosmtpd that answers as its arguments say.
final class ForeignMailServer: Sendable {
    struct Mail: Decodable {
        let from: String
        let to: [String]
        let message: Data
    }

    private struct Greeting: Decodable {
        let port: Int
    }

    let port: Int
    private let input: FileHandle
    private let lines: AsyncStream<String>

    init(_ arguments: String...) async throws {
        let (process, input, output) = try ForeignPython.process("smtp_sink.py", arguments)
        try process.run()
        self.input = input.fileHandleForWriting
        lines = Self.lines(of: output.fileHandleForReading)
        let first = try #require(await lines.first { _ in true }, "smtp_sink.py did not start")
        port = try JSONDecoder().decode(Greeting.self, from: Data(first.utf8)).port
    }

    deinit {
        try? input.close()
    }

    func next() async throws -> Mail {
        let line = try #require(await lines.first { _ in true }, "the server ended")
        return try JSONDecoder().decode(Mail.self, from: Data(line.utf8))
    }

    private static func lines(of file: FileHandle) -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                var pending = Data()
                while case let data = file.availableData, !data.isEmpty {
                    pending += data
                    while let end = pending.firstIndex(of: 0x0A) {
                        continuation.yield(String(decoding: pending[..<end], as: UTF8.self))
                        pending = Data(pending[(end + 1)...])
                    }
                }
                continuation.finish()
            }
        }
    }
}
