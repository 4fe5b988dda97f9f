// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Makes damaged packets out of good ones. What it makes depends on the seed and the input's number alone, so that any
/// input of a run can be made again.
struct Mutator {
    /// The payload of the largest UDP datagram.
    static let longest = 65_507

    let corpus: [[UInt8]]
    let seed: UInt64
    private var state: UInt64 = 0

    init(corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        self.seed = seed
    }

    /// Fills the buffer with the input of a number.
    mutating func make(_ number: Int, into bytes: inout [UInt8]) {
        state = seed &+ UInt64(number) &* 0x2545_f491_4f6c_dd1d
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: corpus[below(corpus.count)])
        for _ in 0...below(1 + below(6)) { mutate(&bytes) }
        if below(4096) == 0 { bytes.append(contentsOf: repeatElement(0, count: below(Self.longest))) }
        bytes.removeLast(max(0, bytes.count - Self.longest))
        // Most inputs get as far as the attributes.
        if below(4) > 0 { repairLength(&bytes) }
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    private mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() % UInt64(limit)) }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes.append(UInt8(below(256))) }
        switch below(10) {
        case 0: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
        case 1: bytes[below(bytes.count)] = UInt8(below(256))
        case 2: number(&bytes)
        case 3: cutEnd(&bytes)
        case 4: bytes.append(contentsOf: repeatElement(UInt8(below(256)), count: below(40)))
        case 5: attributeLength(&bytes)
        case 6: attributeType(&bytes)
        case 7: duplicate(&bytes)
        case 8: splice(&bytes)
        default: cutOut(&bytes)
        }
    }

    /// A 16-bit number that often breaks readers.
    private mutating func number(_ bytes: inout [UInt8]) {
        let values: [UInt16] = [0, 1, 3, 4, 19, 20, 0x3fff, 0x4000, 0x4fff, 0x5000, 0x7fff, 0x8000, 0xfffc, 0xffff]
        set(values[below(values.count)], at: below(bytes.count / 2) * 2, in: &bytes)
    }

    private mutating func attributeLength(_ bytes: inout [UInt8]) {
        guard let offset = attribute(bytes) else { return }
        let length = bytes.count > offset + 3 ? Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3]) : 0
        set(UInt16(truncatingIfNeeded: length + below(11) - 5), at: offset + 2, in: &bytes)
    }

    private mutating func attributeType(_ bytes: inout [UInt8]) {
        guard let offset = attribute(bytes) else { return }
        set(UInt16(below(0x30) | (below(2) << 15)), at: offset, in: &bytes)
    }

    private mutating func duplicate(_ bytes: inout [UInt8]) {
        guard let first = attribute(bytes), let second = attribute(bytes) else { return }
        let end = min(first + 4 + below(40), bytes.count)
        if first < end { bytes.insert(contentsOf: bytes[first..<end], at: second) }
    }

    /// The rest of another packet, from one of its attributes.
    private mutating func splice(_ bytes: inout [UInt8]) {
        let other = corpus[below(corpus.count)]
        guard let from = attribute(other), let at = attribute(bytes) else { return }
        bytes.replaceSubrange(at..., with: other[from...])
    }

    private mutating func cutOut(_ bytes: inout [UInt8]) {
        let start = below(bytes.count)
        bytes.removeSubrange(start..<min(start + below(24), bytes.count))
    }

    /// Anywhere, or where an attribute begins.
    private mutating func cutEnd(_ bytes: inout [UInt8]) {
        let end = below(2) == 0 ? below(bytes.count + 1) : attribute(bytes) ?? 0
        bytes.removeLast(bytes.count - end)
    }

    /// The offset of one of the attributes.
    private mutating func attribute(_ bytes: [UInt8]) -> Int? {
        var offsets: [Int] = []
        var offset = 20
        while offset + 4 <= bytes.count {
            offsets.append(offset)
            offset += 4 + (Int(bytes[offset + 2]) << 8 + Int(bytes[offset + 3]) + 3) & ~3
        }
        return offsets.isEmpty ? nil : offsets[below(offsets.count)]
    }

    private func repairLength(_ bytes: inout [UInt8]) {
        guard bytes.count >= 20, bytes[0] < 0x40 else { return }
        bytes.removeLast(bytes.count & 3)
        set(UInt16(truncatingIfNeeded: bytes.count - 20), at: 2, in: &bytes)
    }

    private func set(_ value: UInt16, at offset: Int, in bytes: inout [UInt8]) {
        guard offset >= 0, offset + 1 < bytes.count else { return }
        bytes[offset] = UInt8(value >> 8)
        bytes[offset + 1] = UInt8(value & 0xff)
    }
}
