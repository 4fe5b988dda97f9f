// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The PyPI package `websockets` as judge; its script is `Tests/Interop/websocket_client.py`.
@Suite("A client that others wrote", .timeLimit(.minutes(5)))
struct ForeignClientTests {
    @Test("agrees with the server about handshake, messages, pings, limits and closing")
    func agrees() async throws {
        try await EchoServer.run { server in
            let (status, output) = try await Self.run("websocket_client.py", "\(server.port)")
            #expect(status == 0, "\(output)")
        }
    }

    private static func run(_ script: String, _ argument: String) async throws -> (Int32, String) {
        let (process, _, output) = try ForeignPython.process(script, [argument])
        process.standardError = output
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                continuation.resume(returning: (process.terminationStatus, text))
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }
}
