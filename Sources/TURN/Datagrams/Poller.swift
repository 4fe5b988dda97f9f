// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc

/// One epoll, level-triggered but for the inbox and the alarm: says which of a loop's descriptors have something to read, or an error.
struct Poller: ~Copyable {
    /// What a descriptor is, carried through the kernel in its 64 bits.
    struct Tag: Equatable {
        enum Kind: UInt8 {
            case inbox, listener, relayV4, relayV6, stream, alarm
        }

        let kind: Kind
        /// Of the listener, of the allocation, or the place of the stream.
        let index: UInt32

        var bits: UInt64 { UInt64(kind.rawValue) << 32 | UInt64(index) }

        init(_ kind: Kind, _ index: UInt32) {
            self.kind = kind
            self.index = index
        }

        init?(bits: UInt64) {
            guard let kind = Kind(rawValue: UInt8(truncatingIfNeeded: bits >> 32)) else { return nil }
            self.init(kind, UInt32(truncatingIfNeeded: bits))
        }
    }

    private static let capacity = 64
    private let descriptor: Int32
    private let ready: UnsafeMutablePointer<datagram_ready>

    /// - Parameter descriptor: from `open()`; closed with the poller.
    init(owning descriptor: Int32) {
        self.descriptor = descriptor
        ready = .allocate(capacity: Self.capacity)
    }

    deinit {
        ready.deallocate()
        Self.close(descriptor)
    }

    static func open() throws(SystemCallError) -> Int32 {
        let descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemCallError("epoll_create1") }
        return descriptor
    }

    static func close(_ descriptor: Int32) {
        Glibc.close(descriptor)
    }

    /// Closing a descriptor ends the watch.
    func watch(_ watched: Int32, as tag: Tag) throws(SystemCallError) {
        try Self.watch(watched, as: tag, in: descriptor)
    }

    static func watch(_ watched: Int32, as tag: Tag, in descriptor: Int32) throws(SystemCallError) {
        // Nobody reads the counters of the inbox and the alarm: that they were raised is all that counts.
        let isOnce: Int32 = tag.kind == .inbox || tag.kind == .alarm ? 1 : 0
        guard datagram_watch(descriptor, watched, tag.bits, isOnce) == 0 else { throw SystemCallError("epoll_ctl") }
    }

    /// For a socket that another descriptor keeps open.
    func unwatch(_ watched: Int32) {
        _ = datagram_unwatch(descriptor, watched)
    }

    /// - Parameter milliseconds: to wait at most; -1 for ever.
    /// - Returns: how many are ready; a signal counts as none.
    func wait(milliseconds: Int32) -> Int {
        max(0, Int(datagram_wait(descriptor, ready, milliseconds)))
    }

    func tag(at index: Int) -> Tag? { Tag(bits: ready[index].tag) }
    func isReadable(at index: Int) -> Bool { ready[index].what & UInt32(DATAGRAM_READY_READABLE) != 0 }
    func hasError(at index: Int) -> Bool { ready[index].what & UInt32(DATAGRAM_READY_ERROR) != 0 }
}
