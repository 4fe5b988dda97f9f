// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// One allocation over UDP, on a socket of its own.
final class Client {
    private(set) var fd: Int32 = -1
    var allocation: Allocation
    private let source: UInt32
    private let server: Address
    private var sentAt: Int64 = 0
    private var repetitions = 0
    /// How often the server said that the address was taken.
    private var mismatches = 0

    init(index: Int, options: Options) throws(LoadError) {
        self.source = Address.source(index, network: 1, server: options.host)
        self.server = Address(host: options.host, port: options.port)
        self.allocation = Allocation(
            index: index, secret: options.secret, needsChannel: options.framing == .channel)
        try self.open()
    }

    deinit { close(self.fd) }

    private func open() throws(LoadError) {
        if self.fd >= 0 { close(self.fd) }
        self.fd = load_open(self.source, self.server.host, self.server.port)
        guard self.fd >= 0 else { throw .socket(errno) }
    }

    func ask() {
        let request = self.allocation.request
        self.sentAt = load_nanoseconds(CLOCK_MONOTONIC)
        _ = send(self.fd, request, request.count, 0)
    }

    /// Reads what has come and asks for what is next, until `goal`. Repeats the request after 500 ms, then twice as long.
    /// - Returns: whether the step that was waited for is over.
    func proceed(to goal: Allocation.Step) throws(LoadError) -> Bool {
        let before = self.allocation.step
        var buffer = [UInt8](repeating: 0, count: 2_048)
        let length = recv(self.fd, &buffer, buffer.count, 0)
        if length > 0 {
            let answer = buffer.withUnsafeBytes { Answer(UnsafeRawBufferPointer(rebasing: $0[..<length])) }
            if let answer, answer.errorCode == 437, before == .challenge, self.mismatches < 5 {
                // RFC 8656 section 7.4: from another address. A server may give a client's first bytes to another's socket.
                self.mismatches += 1
                try self.open()
                self.ask()
                return false
            }
            if let answer, try self.allocation.received(answer) {
                self.repetitions = 0
                if self.allocation.step == goal { return true }
                self.ask()
                return false
            }
        }
        let waited = load_nanoseconds(CLOCK_MONOTONIC) - self.sentAt
        if waited > 500_000_000 << Int64(self.repetitions) {
            self.repetitions += 1
            if self.repetitions > 4 { throw .silence(step: before.rawValue) }
            self.ask()
        }
        return false
    }
}
