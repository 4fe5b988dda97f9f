// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 2045, 6.7, for text: any line end becomes CRLF, no line is longer than 76.
enum QuotedPrintable {
    static func encoded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 5 / 4 + 2)
        var start = 0
        while true {
            let end = bytes[start...].firstIndex { $0 == carriageReturn || $0 == lineFeed } ?? bytes.count
            write(bytes[start..<end], into: &result)
            result += [carriageReturn, lineFeed]
            guard end < bytes.count else { return result }
            let isPair = bytes[end] == carriageReturn && end + 1 < bytes.count && bytes[end + 1] == lineFeed
            start = end + (isPair ? 2 : 1)
        }
    }

    private static let (carriageReturn, lineFeed, equals) = (UInt8(0x0D), UInt8(0x0A), UInt8(ascii: "="))
    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func write(_ line: ArraySlice<UInt8>, into result: inout [UInt8]) {
        var column = 0
        // Relays are known to alter a line that starts with "From ".
        let startsLikeEnvelope = line.starts(with: "From ".utf8)
        for index in line.indices {
            let (byte, isLast) = (line[index], index == line.endIndex - 1)
            let isPlain = isPlain(byte, isLast: isLast) && !(startsLikeEnvelope && index == line.startIndex)
            let width = isPlain ? 1 : 3
            if column + width > (isLast ? 76 : 75) {
                result += [equals, carriageReturn, lineFeed]
                column = 0
            }
            if isPlain {
                result.append(byte)
            } else {
                result += [equals, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
            column += width
        }
    }

    /// White space would be lost at the end of a line.
    private static func isPlain(_ byte: UInt8, isLast: Bool) -> Bool {
        switch byte {
        case equals: false
        case 0x20, 0x09: !isLast
        default: (0x21...0x7E).contains(byte)
        }
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
