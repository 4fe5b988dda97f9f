// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where an attribute stands in a message.
@usableFromInline
struct AttributePlace {
    @usableFromInline let type: AttributeType
    /// Offset of the value; the header is the four bytes before it.
    @usableFromInline let value: Int
    /// The value's length without padding.
    @usableFromInline let count: Int
    /// False for what stands after the attribute that ends the protected part: anyone on the way may have added it
    /// (RFC 8489, sections 14.5 and 14.6).
    @usableFromInline let isBelieved: Bool

    @inlinable
    init(type: AttributeType, value: Int, count: Int, isBelieved: Bool) {
        self.type = type
        self.value = value
        self.count = count
        self.isBelieved = isBelieved
    }
}

/// Goes over the attributes of a message, one step at a time; ends at the first one that passes the end.
@usableFromInline
struct AttributeWalk {
    /// What has been passed decides what is still believed.
    @usableFromInline
    enum Passed {
        case plain, messageIntegrity, messageIntegritySHA256, fingerprint
    }

    @usableFromInline var offset: Int
    @usableFromInline var passed = Passed.plain

    @inlinable
    init(from offset: Int) { self.offset = offset }

    /// The next place, or nil at the end and where a header or value would pass it: then `offset` is not the end.
    @inlinable
    mutating func next(in wire: WireBytes) -> AttributePlace? {
        guard let rawType = wire.uint16(at: offset), let length = wire.uint16(at: offset + 2) else { return nil }
        let padded = (Int(length) + 3) & ~3
        guard wire.holds(padded, at: offset + 4) else { return nil }
        let type = AttributeType(rawValue: rawType)
        let place = AttributePlace(
            type: type, value: offset + 4, count: Int(length), isBelieved: isBelieved(type))
        if place.isBelieved { pass(type) }
        offset += 4 + padded
        return place
    }

    @inlinable
    func isBelieved(_ type: AttributeType) -> Bool {
        switch passed {
        case .plain: true
        case .messageIntegrity: type == .messageIntegritySHA256 || type == .fingerprint
        case .messageIntegritySHA256: type == .fingerprint
        case .fingerprint: false
        }
    }

    @inlinable
    mutating func pass(_ type: AttributeType) {
        switch type {
        case .messageIntegrity: passed = .messageIntegrity
        case .messageIntegritySHA256: passed = .messageIntegritySHA256
        case .fingerprint: passed = .fingerprint
        default: break
        }
    }
}
