// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Little-endian numbers at offsets, which the caller has held against `count`.
struct FileBytes {
    let start: UnsafeRawPointer
    let count: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        // An empty buffer has no address; nothing is read through this one, because its count is 0.
        start = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 16).unsafelyUnwrapped
        count = bytes.count
    }

    func uint8(at offset: Int) -> UInt8 { start.load(fromByteOffset: offset, as: UInt8.self) }

    func uint16(at offset: Int) -> UInt16 {
        UInt16(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
    }

    func uint32(at offset: Int) -> UInt32 {
        UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// FNV-1a of what begins at an offset: finds a file that was cut, swapped or damaged on its way, no forgery.
    func checksum(from offset: Int) -> UInt32 {
        var hash: UInt32 = 0x811c_9dc5
        for index in offset..<count { hash = (hash ^ UInt32(uint8(at: index))) &* 0x0100_0193 }
        return hash
    }
}
