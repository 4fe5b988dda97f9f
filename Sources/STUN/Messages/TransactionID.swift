// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The 96 bits that join a response to its request (RFC 8489, section 5).
@frozen
public struct TransactionID: Hashable, Sendable {
    /// The first four bytes.
    public let high: UInt32
    /// The last eight bytes.
    public let low: UInt64

    public static let byteCount = 12

    @inlinable
    public init(high: UInt32, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A client's requests need the system's generator: whoever guesses the number can answer in the server's place.
    @inlinable
    public init(using generator: inout some RandomNumberGenerator) {
        self.init(high: .random(in: .min ... .max, using: &generator), low: generator.next())
    }

    public static func random() -> TransactionID {
        var generator = SystemRandomNumberGenerator()
        return TransactionID(using: &generator)
    }
}
