// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import NIOCore
import STUN

/// Nonces that the server need not remember (RFC 8489, section 9.2): cookie and feature bits, the second of minting, and
/// a code over these and the client's address. Whoever is not at that address learns nothing that serves elsewhere, and
/// a request from nobody costs no memory.
struct NonceMint: Sendable {
    enum Verdict: Equatable {
        case fresh(SecurityFeatures)
        /// Not ours, another client's, altered, or too old.
        case stale
    }

    static let byteCount = SecurityFeatures.byteCount + 6 + 16

    private let key = SymmetricKey(size: .bits256)
    private let lifetime: UInt32

    init(lifetime: Duration) {
        self.lifetime = UInt32(clamping: lifetime.components.seconds)
    }

    func nonce(for client: TransportAddress, features: SecurityFeatures, at now: NIODeadline) -> [UInt8] {
        nonce(for: client, features: features, second: Self.second(now))
    }

    /// Judges a nonce that a client at this address sent.
    func verdict(on nonce: UnsafeRawBufferPointer, from client: TransportAddress, at now: NIODeadline) -> Verdict {
        guard nonce.count == Self.byteCount, let features = SecurityFeatures(nonce: nonce),
            let second = Self.second(in: nonce)
        else { return .stale }
        // The code is over all that stands before it: an altered bit or second gives another one. Seconds wrap.
        guard Self.second(now) &- second <= lifetime else { return .stale }
        let expected = self.nonce(for: client, features: features, second: second)
        var difference: UInt8 = 0
        for (index, byte) in expected.enumerated() { difference |= byte ^ nonce[index] }
        return difference == 0 ? .fresh(features) : .stale
    }

    private func nonce(for client: TransportAddress, features: SecurityFeatures, second: UInt32) -> [UInt8] {
        var nonce: [UInt8] = []
        nonce.reserveCapacity(Self.byteCount)
        features.forEachCharacter { nonce.append($0) }
        nonce += Base64.encodedBytes(Self.bytes(of: second), padded: false)
        var code = HMAC<SHA256>(key: key)
        code.update(data: nonce)
        code.update(data: Self.bytes(of: client.ip.high) + Self.bytes(of: client.ip.low))
        code.update(data: Self.bytes(of: UInt32(client.port) << 8 | UInt32(client.family.rawValue)))
        nonce += Base64.encodedBytes(code.finalize().prefix(12))
        return nonce
    }

    private static func second(_ now: NIODeadline) -> UInt32 {
        UInt32(truncatingIfNeeded: now.uptimeNanoseconds / 1_000_000_000)
    }

    private static func second(in nonce: UnsafeRawBufferPointer) -> UInt32? {
        var bits: UInt64 = 0
        for character in nonce[SecurityFeatures.byteCount..<SecurityFeatures.byteCount + 6] {
            guard let digit = Base64.value(of: character) else { return nil }
            bits = bits << 6 | UInt64(digit)
        }
        return UInt32(truncatingIfNeeded: bits >> 4)
    }

    private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
