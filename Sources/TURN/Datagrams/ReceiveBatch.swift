// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import NIOCore
import STUN

/// The one set of buffers that a loop receives into, whatever the socket.
///
/// Each holds what the kernel may join of a burst. In front of it is room for the header that a datagram gets on its way
/// on, behind it room for padding, so that a single datagram is sent from where it was received. The buffers are
/// virtual memory until something large arrives: a page of each is what single datagrams touch.
struct ReceiveBatch: ~Copyable {
    static let capacity = 64
    /// A Data indication's header with an IPv6 peer is 48 bytes.
    static let headroom = 64
    private static let bufferSize = 65_536
    /// Behind each: what follows the largest frame of a stream, which is longer than any datagram.
    private static let tailroom = 64 * 4
    /// An odd number of cache lines apart from the page size, or all buffers would share the same few lines of the cache.
    private static let stride = headroom + bufferSize + tailroom + 64
    private static let nameSize = 32
    private static let controlSize = Int(DATAGRAM_CONTROL_SIZE)

    /// One received datagram, or a burst of them in one buffer.
    struct Received {
        let bytes: UnsafeMutableRawBufferPointer
        /// Of each datagram but the last, which may be shorter; `bytes.count` for a single one.
        let segmentSize: Int
        let source: TransportAddress
        /// The interface of a source that is link-local.
        let scope: UInt32
        /// Where it was sent to, for a socket that is bound to no address.
        let local: IPAddress?

        /// Enough of them together that nobody waits for one of them alone.
        var isBurst: Bool { segmentSize * 4 <= bytes.count && segmentSize > 0 }
    }

    private let buffers: UnsafeMutableRawPointer
    private let slots: UnsafeMutablePointer<datagram_slot>
    private let vectors: UnsafeMutablePointer<iovec>
    private let names: UnsafeMutableRawPointer
    private let controls: UnsafeMutableRawPointer
    /// How many of the buffers hold something that is still to be sent.
    private(set) var used = 0

    init() {
        buffers = .allocate(byteCount: Self.capacity * Self.stride, alignment: 4_096)
        slots = .allocate(capacity: Self.capacity)
        vectors = .allocate(capacity: Self.capacity)
        names = .allocate(byteCount: Self.capacity * Self.nameSize, alignment: 16)
        controls = .allocate(byteCount: Self.capacity * Self.controlSize, alignment: 16)
        for index in 0..<Self.capacity {
            let buffer = buffers + index * Self.stride + Self.headroom
            vectors[index] = iovec(iov_base: buffer, iov_len: Self.bufferSize)
            var message = msghdr()
            message.msg_name = names + index * Self.nameSize
            message.msg_iov = vectors + index
            message.msg_iovlen = 1
            message.msg_control = controls + index * Self.controlSize
            slots[index] = datagram_slot(message: message, length: 0)
            renew(index)
        }
    }

    deinit {
        buffers.deallocate()
        slots.deallocate()
        vectors.deallocate()
        names.deallocate()
        controls.deallocate()
    }

    var free: Int { Self.capacity - used }

    /// Takes what waits on a socket, at most `limit` buffers of it.
    ///
    /// - Returns: the numbers of the buffers that were filled.
    mutating func receive(from descriptor: Int32, atMost limit: Int) -> Range<Int> {
        let first = used
        let count = min(limit, free)
        var received = datagram_receive(descriptor, slots + first, UInt32(count))
        // With IP_RECVERR an error that came back for an earlier datagram is told here once.
        if received < 0, errno != EAGAIN { received = datagram_receive(descriptor, slots + first, UInt32(count)) }
        used = first + max(0, Int(received))
        return first..<used
    }

    /// Nil for what came from an address that is neither IPv4 nor IPv6.
    @inline(__always)
    func received(_ index: Int) -> Received? {
        let slot = slots + index
        let name = names + index * Self.nameSize
        guard let source = KernelAddress.read(name) else { return nil }
        let scope = KernelAddress.scope(name)
        let count = Int(slot.pointee.length)
        let bytes = UnsafeMutableRawBufferPointer(start: vectors[index].iov_base, count: count)
        guard slot.pointee.message.msg_controllen != 0 else {
            return Received(bytes: bytes, segmentSize: count, source: source, scope: scope, local: nil)
        }
        var info = datagram_info()
        datagram_read_info(&slot.pointee.message, &info)
        let segment = info.segment_size > 0 && info.segment_size < count ? Int(info.segment_size) : count
        let local =
            info.local_length == 0
            ? nil
            : withUnsafeBytes(of: &info.local) { KernelAddress.readIP($0.baseAddress!, length: Int(info.local_length)) }
        return Received(bytes: bytes, segmentSize: segment, source: source, scope: scope, local: local)
    }

    /// What a read of a stream brought.
    enum StreamRead {
        case nothing
        /// With what was kept of it in front.
        case bytes(UnsafeMutableRawBufferPointer)
        case end
    }

    /// Reads a stream into one buffer. Ask `free` first.
    ///
    /// - Parameter kept: the beginning of a frame; shorter than the largest frame.
    mutating func read(_ descriptor: Int32, behind kept: ByteBuffer) -> StreamRead {
        let start = vectors[used].iov_base!
        let before = kept.readableBytes
        let room = Self.bufferSize + Self.tailroom - before
        precondition(free > 0 && room > 0)
        kept.withUnsafeReadableBytes { if before > 0 { start.copyMemory(from: $0.baseAddress!, byteCount: before) } }
        let count = recv(descriptor, start + before, room, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .end
        }
        used += 1
        return .bytes(UnsafeMutableRawBufferPointer(start: start, count: before + count))
    }

    /// Nothing refers to the buffers any more. Only those that were used are made ready again: to touch all of them each
    /// time costs as much as receiving a datagram.
    mutating func reset() {
        for index in 0..<used { renew(index) }
        used = 0
    }

    /// The kernel writes over the lengths of what it fills.
    private func renew(_ index: Int) {
        slots[index].message.msg_namelen = socklen_t(Self.nameSize)
        slots[index].message.msg_controllen = Self.controlSize
    }
}
