// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Unfolds a calendar's lines (RFC 5545, 3.1): ended by CRLF, LF or CR, with or without a byte order mark.
struct FeedLines {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Puts the next line that is not empty into `line`; false at the end.
    mutating func next(into line: inout [UInt8]) -> Bool {
        repeat {
            line.removeAll(keepingCapacity: true)
            guard position < bytes.count else { return false }
            appendPhysicalLine(to: &line)
            while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
                position += 1
                appendPhysicalLine(to: &line)
            }
        } while line.isEmpty
        return true
    }

    private mutating func appendPhysicalLine(to line: inout [UInt8]) {
        let start = position
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
        line.append(contentsOf: bytes[start..<position])
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    }
}
