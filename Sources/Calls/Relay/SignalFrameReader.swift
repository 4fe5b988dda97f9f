// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The steps of `SignalFrame.validate`.
struct SignalFrameReader {
    typealias Failure = JSONScanner.Failure

    /// The names that may come in a message; each is one bit, so that a name that comes twice is seen.
    private struct Names: OptionSet {
        let rawValue: UInt8
        static let call = Names(rawValue: 1)
        static let description = Names(rawValue: 2)
        static let candidates = Names(rawValue: 4)
        static let type = Names(rawValue: 8)
        static let sdp = Names(rawValue: 16)
        static let candidate = Names(rawValue: 8)
        static let mid = Names(rawValue: 16)
        static let line = Names(rawValue: 32)
        static let fragment = Names(rawValue: 64)

        mutating func add(_ name: Names) throws(Failure) {
            guard isDisjoint(with: name) else { throw .malformed }
            formUnion(name)
        }
    }

    private var scanner: JSONScanner
    private var call = 0..<0

    init(_ bytes: UnsafeRawBufferPointer) {
        scanner = JSONScanner(bytes)
    }

    mutating func frame() throws(Failure) -> SignalFrame {
        try scanner.take(literal: SignalFrame.prefix)
        var names: Names = []
        var kind: SignalFrame.Kind?
        repeat {
            switch try name() {
            case "call":
                try names.add(.call)
                call = try identifier()
            case "description":
                try names.add(.description)
                try description()
                kind = .description
            case "candidates":
                try names.add(.candidates)
                kind = .candidates(try candidates())
            default: throw .malformed
            }
        } while scanner.takeIf(0x2C)
        try scanner.take(0x7D)
        scanner.skipSpace()
        guard scanner.isAtEnd, let kind, names.contains(.call), names != [.call, .description, .candidates] else {
            throw .malformed
        }
        return SignalFrame(kind: kind, call: call)
    }

    /// A field's name and the colon after it.
    private mutating func name() throws(Failure) -> Name {
        let name = try word()
        try scanner.take(0x3A)
        return name
    }

    /// A string of letters only, as every name and every type of a description is.
    private mutating func word() throws(Failure) -> Name {
        try scanner.take(0x22)
        let range = scanner.run { byte in (0x61...0x7A).contains(byte | 0x20) }
        try scanner.takeHere(0x22)
        return Name(bytes: UnsafeRawBufferPointer(rebasing: scanner.bytes[range]))
    }

    /// 1 to 64 characters of the URL-safe alphabet.
    private mutating func identifier() throws(Failure) -> Range<Int> {
        try scanner.take(0x22)
        let range = scanner.run { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
        }
        try scanner.takeHere(0x22)
        guard (1...SignalFrame.maximumCallID).contains(range.count) else { throw .malformed }
        return range
    }

    private mutating func description() throws(Failure) {
        try scanner.take(0x7B)
        var names: Names = []
        var isRollback = false
        var sdp = SDPLines()
        repeat {
            switch try name() {
            case "type":
                try names.add(.type)
                switch try word() {
                case "offer", "answer", "pranswer": break
                case "rollback": isRollback = true
                default: throw .malformed
                }
            case "sdp":
                try names.add(.sdp)
                try scanner.string { (byte) throws(Failure) in try sdp.append(byte) }
            default: throw .malformed
            }
        } while scanner.takeIf(0x2C)
        try scanner.take(0x7D)
        guard names.contains(.type), sdp.isComplete, isRollback || sdp.count > 0 else { throw .malformed }
    }

    private mutating func candidates() throws(Failure) -> Int {
        try scanner.take(0x5B)
        if scanner.takeIf(0x5D) { return 0 }
        var count = 0
        repeat {
            try candidate()
            count += 1
        } while scanner.takeIf(0x2C)
        try scanner.take(0x5D)
        return count
    }

    /// RTCIceCandidateInit.
    private mutating func candidate() throws(Failure) {
        try scanner.take(0x7B)
        var names: Names = []
        repeat {
            switch try name() {
            case "candidate":
                try names.add(.candidate)
                try candidateLine()
            case "sdpMid":
                try names.add(.mid)
                try tokenOrNull(maximum: 64)
            case "usernameFragment":
                try names.add(.fragment)
                try tokenOrNull(maximum: 256)
            case "sdpMLineIndex":
                try names.add(.line)
                try smallIntegerOrNull()
            default: throw .malformed
            }
        } while scanner.takeIf(0x2C)
        try scanner.take(0x7D)
        guard names.contains(.candidate) else { throw .malformed }
    }

    /// RFC 8839 section 5.1: words of ice-chars, addresses and names, one space between them. Empty is the end of
    /// candidates of one generation.
    private mutating func candidateLine() throws(Failure) {
        var count = 0
        try scanner.string { (byte) throws(Failure) in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2B, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x5F: count += 1
            default: throw .malformed
            }
            guard count <= SignalFrame.maximumCandidate else { throw .malformed }
        }
    }

    /// Visible ASCII (RFC 8866's token and RFC 8839's ice-char are both within it), or null.
    private mutating func tokenOrNull(maximum: Int) throws(Failure) {
        scanner.skipSpace()
        if scanner.next == 0x6E { return try scanner.take(literal: "null") }
        var count = 0
        try scanner.string { (byte) throws(Failure) in
            count += 1
            guard (0x21...0x7E).contains(byte), count <= maximum else { throw .malformed }
        }
    }

    private mutating func smallIntegerOrNull() throws(Failure) {
        scanner.skipSpace()
        if scanner.next == 0x6E { return try scanner.take(literal: "null") }
        guard (0...255).contains(try scanner.integer()) else { throw .malformed }
    }

    /// Bytes compared with literals in a `switch`.
    private struct Name {
        let bytes: UnsafeRawBufferPointer

        static func ~= (pattern: StaticString, name: Name) -> Bool {
            guard pattern.utf8CodeUnitCount == name.bytes.count else { return false }
            for index in 0..<name.bytes.count where pattern.utf8Start[index] != name.bytes[index] { return false }
            return true
        }
    }
}
