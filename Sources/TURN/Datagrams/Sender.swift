// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import STUN

/// Hands a batch to the kernel: one call for each run of messages of one socket.
struct Sender: ~Copyable {
    private static let maximumVectors = SendBatch.maximumSegments * 3
    private static let nameSize = 32
    private static let controlSize = Int(DATAGRAM_CONTROL_SIZE)

    /// What became of a batch, in datagrams.
    struct Outcome: Equatable {
        var sent = 0
        var lost = 0
    }

    private let slots: UnsafeMutablePointer<datagram_slot>
    private let vectors: UnsafeMutablePointer<iovec>
    private let names: UnsafeMutableRawPointer
    private let controls: UnsafeMutableRawPointer
    private let zeros: UnsafeMutableRawPointer

    init() {
        slots = .allocate(capacity: SendBatch.maximumMessages)
        vectors = .allocate(capacity: Self.maximumVectors)
        names = .allocate(byteCount: SendBatch.maximumMessages * Self.nameSize, alignment: 16)
        controls = .allocate(byteCount: SendBatch.maximumMessages * Self.controlSize, alignment: 16)
        zeros = .allocate(byteCount: 4, alignment: 4)
        zeros.initializeMemory(as: UInt8.self, repeating: 0, count: 4)
    }

    deinit {
        slots.deallocate()
        vectors.deallocate()
        names.deallocate()
        controls.deallocate()
        zeros.deallocate()
    }

    /// Sends everything and empties the batch.
    mutating func send(_ batch: inout SendBatch) -> Outcome {
        var outcome = Outcome()
        var first = 0
        while first < batch.messageCount {
            let descriptor = batch.messages[first].route.descriptor
            let mayNotFragment = batch.messages[first].route.dontFragment
            var end = first + 1
            while end < batch.messageCount, batch.messages[end].route.descriptor == descriptor,
                batch.messages[end].route.dontFragment == mayNotFragment
            {
                end += 1
            }
            if end == first + 1, sendPlain(batch.messages[first], batch, &outcome) {
                first = end
                continue
            }
            fill(batch, first..<end)
            if mayNotFragment { setDontFragment(batch.messages[first].route, true) }
            sendRun(batch, first..<end, descriptor, &outcome)
            if mayNotFragment { setDontFragment(batch.messages[first].route, false) }
            first = end
        }
        batch.reset()
        return outcome
    }

    /// Sends a message that is one datagram in one piece, from the socket's own address: the usual one where datagrams
    /// come singly.
    ///
    /// - Returns: whether that was all.
    @inline(__always)
    private func sendPlain(
        _ message: SendBatch.Message, _ batch: borrowing SendBatch, _ outcome: inout Outcome
    ) -> Bool {
        guard message.count == 1, message.route.local == nil, !message.route.dontFragment else { return false }
        let segment = batch.links[Int(message.first)].segment
        guard segment.headerLength == 0, segment.padding == 0 else { return false }
        let length = KernelAddress.write(message.route.destination, scope: message.route.scope, to: names)
        guard
            datagram_send_plain(message.route.descriptor, segment.payload, segment.payloadLength, names, length) < 0
        else {
            outcome.sent += 1
            return true
        }
        // An error that came back for an earlier datagram is told once, in place of sending: it is sent again.
        guard errno == EAGAIN else { return false }
        outcome.lost += 1
        return true
    }

    /// The kernel's form of a run of messages.
    @inline(__always)
    private func fill(_ batch: borrowing SendBatch, _ run: Range<Int>) {
        var vector = vectors
        for index in run {
            let message = batch.messages + index
            let start = vector
            var link = message.pointee.first
            while link >= 0 {
                append(batch.links[Int(link)].segment, &vector)
                link = batch.links[Int(link)].next
            }
            let name = names + index * Self.nameSize
            var header = msghdr()
            header.msg_name = name
            header.msg_namelen = KernelAddress.write(
                message.pointee.route.destination, scope: message.pointee.route.scope, to: name)
            header.msg_iov = start
            header.msg_iovlen = vector - start
            slots[index].message = header
            let segment = message.pointee.count > 1 ? UInt16(truncatingIfNeeded: message.pointee.segmentSize) : 0
            if segment > 0 || message.pointee.route.local != nil {
                writeControl(index, message.pointee.route.local, segment)
            }
        }
    }

    @inline(__always)
    private func append(_ segment: SendBatch.Segment, _ vector: inout UnsafeMutablePointer<iovec>) {
        if segment.headerLength > 0 {
            vector.pointee = iovec(iov_base: segment.header, iov_len: segment.headerLength)
            vector += 1
        }
        if segment.payloadLength > 0 {
            vector.pointee = iovec(iov_base: segment.payload, iov_len: segment.payloadLength)
            vector += 1
        }
        if segment.padding > 0 {
            vector.pointee = iovec(iov_base: zeros, iov_len: segment.padding)
            vector += 1
        }
    }

    private func writeControl(_ index: Int, _ local: IPAddress?, _ segment: UInt16) {
        var bytes = (UInt64(0), UInt64(0))
        withUnsafeMutableBytes(of: &bytes) { bytes in
            var length: UInt32 = 0
            if let local {
                KernelAddress.write(local, to: bytes.baseAddress!)
                length = local.isIPv4 ? 4 : 16
            }
            let control = controls + index * Self.controlSize
            datagram_write_control(
                &slots[index].message, control, bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), length, segment)
        }
    }

    @inline(__always)
    private func sendRun(
        _ batch: borrowing SendBatch, _ run: Range<Int>, _ descriptor: Int32, _ outcome: inout Outcome
    ) {
        var next = run.lowerBound
        var isRetry = false
        while next < run.upperBound {
            let count = datagram_send(descriptor, slots + next, UInt32(run.upperBound - next))
            if count > 0 {
                for index in next..<next + Int(count) { outcome.sent += batch.messages[index].count }
                next += Int(count)
                isRetry = false
                continue
            }
            // An error that came back for an earlier datagram is told once, in place of sending; it waits on the error
            // queue too.
            if errno != EAGAIN, !isRetry {
                isRetry = true
                continue
            }
            if batch.messages[next].count > 1, errno != EAGAIN {
                sendApart(batch, next, descriptor, &outcome)
            } else {
                outcome.lost += batch.messages[next].count
            }
            isRetry = false
            next += 1
        }
    }

    /// Datagram by datagram, where the path or the device cannot cut a message (its segments pass the MTU, or nobody
    /// can compute their checksums).
    private func sendApart(
        _ batch: borrowing SendBatch, _ index: Int, _ descriptor: Int32, _ outcome: inout Outcome
    ) {
        writeControl(index, batch.messages[index].route.local, 0)
        var link = batch.messages[index].first
        let first = slots[index].message.msg_iov!
        while link >= 0 {
            var vector = first
            append(batch.links[Int(link)].segment, &vector)
            slots[index].message.msg_iovlen = vector - first
            if datagram_send(descriptor, slots + index, 1) == 1 { outcome.sent += 1 } else { outcome.lost += 1 }
            link = batch.links[Int(link)].next
        }
    }

    private func setDontFragment(_ route: SendBatch.Route, _ isSet: Bool) {
        UDPSocket(descriptor: route.descriptor, family: route.destination.family, canOffload: false)
            .setDontFragment(isSet)
    }
}
