// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// What libcurl's callbacks share during one request, on its thread only.
final class Conversation {
    private let gate: AddressGate
    private let limits: OutgoingLimits
    let isCancelled: () -> Bool
    private var headerBytes = 0
    private(set) var fields: [String: String] = [:]
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    /// An address was refused, and no other one of the name was admitted.
    private(set) var isRefused = false

    init(gate: AddressGate, limits: OutgoingLimits, isCancelled: @escaping () -> Bool) {
        self.gate = gate
        self.limits = limits
        self.isCancelled = isCancelled
    }

    func socket(for address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        guard let socket = gate.open(address) else {
            isRefused = true
            return CURL_SOCKET_BAD
        }
        return socket
    }

    /// One line of the headers. Those of an interim answer (1xx) are forgotten when the next status line comes.
    func heard(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= limits.headerBytes else {
            isTooLarge = true
            return false
        }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            fields = [:]
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields[text[..<colon].lowercased()] = String(value.prefix { !$0.isNewline })
        }
        return true
    }

    /// A piece of the content, already unpacked.
    func came(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= limits.bytes else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }
}
