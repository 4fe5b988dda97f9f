// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// A STUN request or indication being written (RFC 8489 section 5). The load has its own few lines of STUN, so that a
/// mistake in the server's is not made twice.
struct Request {
    enum Method: UInt16 {
        case allocate = 0x003
        case refresh = 0x004
        case sendIndication = 0x016
        case createPermission = 0x008
        case channelBind = 0x009
    }

    static let cookie: UInt32 = 0x2112_A442
    private(set) var bytes: [UInt8]

    init(_ method: Method, transaction: UInt64) {
        self.bytes = []
        self.put(method.rawValue)
        self.put(UInt16(0))
        self.put(Self.cookie)
        self.put(UInt32(0x4C4F_4144))
        self.put(transaction)
    }

    private mutating func put<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.bigEndian) { self.bytes.append(contentsOf: $0) }
    }

    mutating func add(_ type: UInt16, _ value: [UInt8]) {
        self.put(type)
        self.put(UInt16(value.count))
        self.bytes += value
        while self.bytes.count % 4 != 0 { self.bytes.append(0) }
        self.setLength(self.bytes.count - 20)
    }

    private mutating func setLength(_ length: Int) {
        self.bytes[2] = UInt8(length >> 8)
        self.bytes[3] = UInt8(length & 0xFF)
    }

    mutating func addRequestedTransport() { self.add(0x0019, [17, 0, 0, 0]) }

    mutating func addLifetime(_ seconds: UInt32) {
        self.add(0x000D, withUnsafeBytes(of: seconds.bigEndian) { Array($0) })
    }

    mutating func addChannelNumber(_ number: UInt16) {
        self.add(0x000C, [UInt8(number >> 8), UInt8(number & 0xFF), 0, 0])
    }

    mutating func addPeer(_ peer: Address) {
        let (port, host) = (peer.port ^ UInt16(Self.cookie >> 16), peer.host ^ Self.cookie)
        let number = UInt64(0x0001) << 48 | UInt64(port) << 32 | UInt64(host)
        self.add(0x0012, withUnsafeBytes(of: number.bigEndian) { Array($0) })
    }

    /// USERNAME, REALM, NONCE and MESSAGE-INTEGRITY (RFC 8489 sections 9.2 and 14.5).
    mutating func sign(_ credential: Credential, realm: [UInt8], nonce: [UInt8]) {
        self.add(0x0006, Array(credential.username.utf8))
        self.add(0x0014, realm)
        self.add(0x0015, nonce)
        self.setLength(self.bytes.count - 20 + 24)
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: self.bytes, using: credential.key(realm: realm))
        self.add(0x0008, Array(code))
    }
}
