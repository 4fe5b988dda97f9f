// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// One end of a flow: a socket, what it sends, and how much of the other's has come.
final class Endpoint {
    let fd: Int32
    private let frame: Frame
    private let burst: Int
    private let outgoing: UnsafeMutableRawBufferPointer
    private(set) var received = 0
    private(set) var strange = 0
    /// Nanoseconds from sending to the kernel's taking it for this socket.
    var delays: [Int32]?

    /// The caller keeps `fd` open as long as this is used.
    init(fd: Int32, frame: Frame, burst: Int) {
        self.fd = fd
        self.frame = frame
        self.burst = burst
        self.outgoing = .allocate(byteCount: frame.bytes.count * burst, alignment: 16)
        for index in 0..<burst {
            let place = index * frame.bytes.count
            UnsafeMutableRawBufferPointer(rebasing: self.outgoing[place..<(place + frame.bytes.count)])
                .copyBytes(from: frame.bytes)
        }
        if burst > 1 { _ = load_use_segments(fd, Int32(frame.bytes.count)) }
    }

    deinit { self.outgoing.deallocate() }

    /// Each datagram will carry the time of its sending.
    func measureDelays() {
        _ = load_use_timestamps(self.fd)
        self.delays = []
    }

    func reset() {
        self.received = 0
        self.strange = 0
        if self.delays != nil { self.delays = [] }
    }

    /// - Returns: how many datagrams the kernel took.
    func send() -> Int {
        if self.delays != nil {
            let now = load_nanoseconds(CLOCK_REALTIME)
            for index in 0..<self.burst {
                let place = index * self.frame.bytes.count + self.frame.payloadOffset
                self.outgoing.storeBytes(of: now, toByteOffset: place, as: Int64.self)
            }
        }
        return Glibc.send(self.fd, self.outgoing.baseAddress, self.outgoing.count, 0) > 0 ? self.burst : 0
    }

    /// Takes what has come, without waiting.
    func drain(_ inbox: UnsafeMutablePointer<load_inbox>) -> Int {
        let count = load_receive(self.fd, inbox)
        for index in 0..<Int(count) { self.take(load_received_at(inbox, Int32(index))) }
        return Int(count)
    }

    private func take(_ received: load_received) {
        let all = UnsafeRawBufferPointer(start: received.bytes, count: Int(received.length))
        var at = 0
        while at < all.count {
            let end = min(all.count, at + Int(received.segment))
            let datagram = UnsafeRawBufferPointer(rebasing: all[at..<end])
            if let payload = self.frame.payload(in: datagram) {
                self.received += 1
                if self.delays != nil {
                    let sentAt = datagram.loadUnaligned(fromByteOffset: payload, as: Int64.self)
                    self.delays?.append(Int32(clamping: received.time - sentAt))
                }
            } else {
                self.strange += 1
            }
            at = end
        }
    }
}
