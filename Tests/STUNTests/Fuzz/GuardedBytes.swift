// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Memory whose neighbours on both sides cannot be touched: a read one byte past the end, or before the front, ends the
/// program, in release builds too.
final class GuardedBytes {
    private let page: Int
    private let room: Int
    private let base: UnsafeMutableRawPointer

    /// - Parameter capacity: the longest input.
    init?(capacity: Int) {
        page = Int(sysconf(Int32(_SC_PAGESIZE)))
        room = (capacity + page - 1) / page * page
        let flags = MAP_PRIVATE | MAP_ANONYMOUS
        guard let memory = mmap(nil, room + 2 * page, PROT_READ | PROT_WRITE, flags, -1, 0), memory != MAP_FAILED,
            mprotect(memory, page, PROT_NONE) == 0, mprotect(memory + page + room, page, PROT_NONE) == 0
        else { return nil }
        base = memory
    }

    deinit { munmap(base, room + 2 * page) }

    /// The bytes directly before the guarded end.
    func atEnd(_ bytes: [UInt8]) -> UnsafeRawBufferPointer { place(bytes, at: base + page + room - bytes.count) }

    /// The bytes directly behind the guarded front.
    func atFront(_ bytes: [UInt8]) -> UnsafeRawBufferPointer { place(bytes, at: base + page) }

    private func place(_ bytes: [UInt8], at start: UnsafeMutableRawPointer) -> UnsafeRawBufferPointer {
        let target = UnsafeMutableRawBufferPointer(start: start, count: bytes.count)
        target.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(target)
    }
}
