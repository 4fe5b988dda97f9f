// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Bytes from the network that are read only within their bounds, in release builds too: the subscripts of
/// `UnsafeRawBufferPointer` are checked in debug builds only. Nothing is loaded by alignment.
@usableFromInline
struct WireBytes {
    @usableFromInline let base: UnsafeRawBufferPointer

    @inlinable
    init(_ base: UnsafeRawBufferPointer) { self.base = base }

    @inlinable
    var count: Int { base.count }

    @inlinable
    func holds(_ length: Int, at offset: Int) -> Bool {
        offset >= 0 && length >= 0 && offset <= base.count && length <= base.count - offset
    }

    @inlinable
    func byte(at offset: Int) -> UInt8? {
        guard holds(1, at: offset) else { return nil }
        return base[offset]
    }

    @inlinable
    func uint16(at offset: Int) -> UInt16? {
        guard holds(2, at: offset) else { return nil }
        return UInt16(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    @inlinable
    func uint32(at offset: Int) -> UInt32? {
        guard holds(4, at: offset) else { return nil }
        return UInt32(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inlinable
    func uint64(at offset: Int) -> UInt64? {
        guard holds(8, at: offset) else { return nil }
        return UInt64(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    @inlinable
    func slice(at offset: Int, count length: Int) -> UnsafeRawBufferPointer? {
        guard holds(length, at: offset) else { return nil }
        return UnsafeRawBufferPointer(rebasing: base[offset..<offset + length])
    }
}
