// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 2045, 6.7, for text: any line end becomes CRLF, no line is longer than 76.
enum QuotedPrintable {
    static func encoded(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        for line in lines(text) {
            write(Array(line.utf8), into: &result)
            result += "\r\n".utf8
        }
        return result
    }

    private static func lines(_ text: String) -> [Substring] {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func write(_ line: [UInt8], into result: inout [UInt8]) {
        var column = 0
        // Relays are known to alter a line that starts with "From ".
        let startsLikeEnvelope = line.starts(with: "From ".utf8)
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let piece = (startsLikeEnvelope && index == 0) ? escape(byte) : Self.piece(byte, isLast: isLast)
            if column + piece.count > (isLast ? 76 : 75) {
                result += "=\r\n".utf8
                column = 0
            }
            result += piece
            column += piece.count
        }
    }

    private static func piece(_ byte: UInt8, isLast: Bool) -> [UInt8] {
        switch byte {
        case 0x3D: escape(byte)
        case 0x20, 0x09: isLast ? escape(byte) : [byte]
        case 0x21...0x7E: [byte]
        default: escape(byte)
        }
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let pair = String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
            if let byte = UInt8(pair, radix: 16) { result.append(byte) }
            index += 3
        }
        return result
    }
}
