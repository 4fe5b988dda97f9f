// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5322, 3.6.4, without the angle brackets. One mail keeps its own over every attempt, so that a second copy is known as one.
public struct MessageID: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// Nil unless it is dot-atom "@" domain.
    public init?(_ text: String) {
        guard let address = try? EmailAddress(validating: text) else { return nil }
        description = address.description
    }

    /// A new one of 128 random bits.
    public init(at domain: EmailAddress) {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<2).map { _ in String(generator.next() as UInt64, radix: 36) }.joined(separator: ".")
        description = "\(random)@\(domain.domain)"
    }
}
