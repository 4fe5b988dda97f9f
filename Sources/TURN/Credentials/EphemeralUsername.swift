// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// `expiry:participant`, read strictly: what is not exactly of this form is nobody's name, and never reaches a log.
struct EphemeralUsername: Equatable, Sendable {
    static let testPrefix = "test."

    /// Seconds since 1970.
    let expiry: Int64
    let participant: String

    var isDeviceTest: Bool { participant.hasPrefix(Self.testPrefix) }

    init?(reading bytes: some RandomAccessCollection<UInt8>) {
        guard bytes.count <= 77, let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = bytes[..<colon]
        let name = bytes[bytes.index(after: colon)...]
        guard (1...12).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        guard (1...64).contains(name.count), name.allSatisfy(Self.isNameByte) else { return nil }
        expiry = digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
        participant = String(decoding: name, as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
