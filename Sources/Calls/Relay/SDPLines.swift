// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Checks that the bytes of a session description are lines `x=…` (RFC 8866 section 5) without control characters, at
/// most 32 KiB of them.
struct SDPLines {
    private enum Place {
        case type, equals, value, lineFeed
    }

    private(set) var count = 0
    private var place = Place.type

    /// The last line may lack its end.
    var isComplete: Bool { place == .type || place == .value }

    @inline(__always)
    mutating func append(_ byte: UInt8) throws(JSONScanner.Failure) {
        count += 1
        guard count <= SignalFrame.maximumDescription else { throw .malformed }
        switch (place, byte) {
        case (.value, 0x20...0x7E), (.value, 0x80...), (.value, 0x09): break
        case (.type, 0x61...0x7A): place = .equals
        case (.equals, 0x3D): place = .value
        case (.value, 0x0D): place = .lineFeed
        case (.value, 0x0A), (.lineFeed, 0x0A): place = .type
        default: throw .malformed
        }
    }
}
