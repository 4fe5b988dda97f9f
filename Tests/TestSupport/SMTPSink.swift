// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// `Tests/Interop/smtp_sink.py` running as a child: a server that is not ours, on a port that it chose.
public final class SMTPSink: Sendable {
    public struct Mail: Decodable {
        public let from: String
        public let to: [String]
        public let helo: String
        public let tls: Bool
        public let login: Bool
        public let message: Data
    }

    private struct Greeting: Decodable {
        let port: Int
        let certificate: String?
    }

    public let port: Int
    /// The PEM file of the server's own certificate.
    public let certificate: String?
    private let lines: AsyncStream<String>
    private let input: FileHandle

    public init(_ arguments: String...) async throws {
        let (process, input, output) = try ForeignPython.process("smtp_sink.py", arguments)
        try process.run()
        self.input = input.fileHandleForWriting
        lines = Self.lines(of: output.fileHandleForReading)
        guard let first = await lines.first(where: { _ in true }) else { throw ForeignPython.Failure.ended(0) }
        let greeting = try JSONDecoder().decode(Greeting.self, from: Data(first.utf8))
        (port, certificate) = (greeting.port, greeting.certificate)
    }

    deinit {
        try? input.close()
    }

    /// The next mail that the server took.
    public func next() async throws -> Mail {
        guard let line = await lines.first(where: { _ in true }) else { throw ForeignPython.Failure.ended(0) }
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
