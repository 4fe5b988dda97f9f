// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a nonce says that its server understands, so that nobody between can hide it (RFC 8489, section 9.2): the
/// cookie `obMatJos2`, then 24 bits in base64. Bit 0 is the lowest (erratum 6290).
public struct SecurityFeatures: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue & 0xff_ffff }

    public static let passwordAlgorithms = SecurityFeatures(rawValue: 1)
    public static let usernameAnonymity = SecurityFeatures(rawValue: 2)

    /// The length of cookie and bits.
    public static let byteCount = 13
    static let cookie: StaticString = "obMatJos2"
    static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

    /// Reads the front of a nonce; nil where it does not begin with cookie and bits.
    public init?(nonce: UnsafeRawBufferPointer) {
        let cookie = UnsafeBufferPointer(start: Self.cookie.utf8Start, count: Self.cookie.utf8CodeUnitCount)
        let alphabet = UnsafeBufferPointer(start: Self.alphabet.utf8Start, count: Self.alphabet.utf8CodeUnitCount)
        guard nonce.count >= Self.byteCount, nonce.starts(with: cookie) else { return nil }
        var bits: UInt32 = 0
        for character in nonce[cookie.count..<Self.byteCount] {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | UInt32(digit)
        }
        self.init(rawValue: bits)
    }

    /// Calls back with the 13 characters that a nonce begins with.
    public func forEachCharacter(_ body: (UInt8) -> Void) {
        for index in 0..<Self.cookie.utf8CodeUnitCount { body(Self.cookie.utf8Start[index]) }
        for shift: UInt32 in [18, 12, 6, 0] { body(Self.alphabet.utf8Start[Int(rawValue >> shift & 63)]) }
    }

    /// The 13 characters that a nonce begins with.
    public var text: String {
        var text = ""
        forEachCharacter { text.unicodeScalars.append(Unicode.Scalar($0)) }
        return text
    }
}
