// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `Tests/Interop/smtp_sink.py` running as a child: a server that is not ours, on a port that it chose.
final class SMTPSink: Sendable {
    struct Mail: Decodable {
        let from: String
        let to: [String]
        let helo: String
        let tls: Bool
        let login: Bool
        let message: Data
    }

    private struct Greeting: Decodable {
        let port: Int
        let certificate: String?
    }

    let port: Int
    /// The PEM file of the server's own certificate.
    let certificate: String?
    private let lines: AsyncStream<String>
    private let input: FileHandle

    init(_ arguments: String...) async throws {
        let process = Process()
        let (output, input) = (Pipe(), Pipe())
        process.executableURL = try Self.python
        process.arguments = [Self.script.path] + arguments
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        self.input = input.fileHandleForWriting
        lines = Self.lines(of: output.fileHandleForReading)
        let first = try #require(await lines.first { _ in true }, "smtp_sink.py did not start")
        let greeting = try JSONDecoder().decode(Greeting.self, from: Data(first.utf8))
        (port, certificate) = (greeting.port, greeting.certificate)
    }

    deinit {
        try? input.close()
    }

    /// The next mail that the server took.
    func next() async throws -> Mail {
        let line = try #require(await lines.first { _ in true }, "the server ended")
        return try JSONDecoder().decode(Mail.self, from: Data(line.utf8))
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static var script: URL { root.appending(path: "Tests/Interop/smtp_sink.py") }

    private static var python: URL {
        get throws {
            let named = ProcessInfo.processInfo.environment["VISAVIS_TEST_PYTHON"].map { URL(filePath: $0) }
            let python = named ?? root.appending(path: ".venv/bin/python")
            try #require(FileManager.default.isExecutableFile(atPath: python.path), "no Python at \(python.path)")
            return python
        }
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
