// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What clients send.
extension RelayEngine {
    mutating func readListener(_ number: Int) {
        if receiving.free == 0 { flush() }
        let descriptor = listeners[number].socket.descriptor
        let limit = listeners[number].appetite.limit(in: round, isWoken: isWoken, share: ReceiveBatch.capacity)
        let filled = receiving.receive(from: descriptor, atMost: limit)
        listeners[number].appetite.took(filled.count, of: limit, isWoken: isWoken)
        for index in filled {
            guard let received = receiving.received(index) else { continue }
            if received.isBurst { bursts += 1 }
            serve(received, number)
        }
    }

    @inline(__always)
    private mutating func serve(_ received: ReceiveBatch.Received, _ number: Int) {
        let tuple = listeners[number].tuple(of: received.source, local: received.local)
        let path = ClientPath.datagrams(
            listeners[number].route(to: received.source, scope: received.scope, local: received.local))
        let bytes = received.bytes
        var offset = 0
        while offset < bytes.count {
            if PacketKind(firstByte: bytes[offset]) == .channelData,
                let run = ChannelRun(bytes, from: offset, segmentSize: received.segmentSize)
            {
                let before = offset == 0 ? ReceiveBatch.headroom : 0
                relay(run, bytes, from: offset, before: before, received.segmentSize, tuple)
                offset = run.end
                continue
            }
            let end = min(offset + received.segmentSize, bytes.count)
            let message = UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<end])
            let before = offset == 0 ? ReceiveBatch.headroom : 0
            if PacketKind(firstByte: bytes[offset]) == .stun { take(message, before: before, tuple, path) }
            offset = end
        }
    }

    /// Hands a run to its peer, or straight to the peer's client.
    ///
    /// - Parameter before: bytes in front of the run that may be overwritten.
    @inline(__always)
    private mutating func relay(
        _ run: ChannelRun, _ bytes: UnsafeMutableRawBufferPointer, from start: Int, before: Int, _ segmentSize: Int,
        _ tuple: FiveTuple
    ) {
        guard let allocation = table.allocation(for: tuple) else { return }
        let route = table.routeToPeer(
            allocation, channel: run.channel, bytes: run.payload, segments: run.count, at: now.monotonic)
        if case .drop = route { return }
        let family = family(of: route, allocation, run.channel)
        var offset = start
        while offset < run.end {
            let payload = bytes.baseAddress! + offset + ChannelDataHeader.byteCount
            let length = Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 2, as: UInt16.self)))
            let data = Payload(
                start: payload, count: length,
                before: ChannelDataHeader.byteCount + (offset == start ? before : 0),
                isBurst: run.count > 1)
            pass(data, from: allocation, by: route, family)
            offset += segmentSize
        }
    }

    /// Of the peer: tells by which of two relayed addresses data reaches another allocation.
    @inline(__always)
    private func family(of route: PeerRoute, _ allocation: AllocationIndex, _ channel: UInt16) -> AddressFamily {
        guard case .local = route,
            let entry = table.record(allocation)?.pointee.channels.first(where: { $0.number == channel })
        else { return .ipv4 }
        return entry.pointee.peer.family
    }

    /// Takes a message that came alone, whatever carried it.
    ///
    /// - Parameter before: bytes in front of it that may be overwritten.
    mutating func take(
        _ bytes: UnsafeMutableRawBufferPointer, before: Int, _ tuple: FiveTuple, _ path: ClientPath
    ) {
        let readable = UnsafeRawBufferPointer(bytes)
        if SendIndication.begins(readable) {
            guard let allocation = table.allocation(for: tuple), let send = SendIndication(reading: readable) else {
                return
            }
            let route = table.routeToPeer(
                allocation, peer: send.peer, bytes: send.data.count, segments: 1, at: now.monotonic)
            let data = Payload(
                start: bytes.baseAddress! + send.data.lowerBound, count: send.data.count,
                before: before + send.data.lowerBound, dontFragment: send.dontFragment)
            pass(data, from: allocation, by: route, send.peer.family)
            return
        }
        answer(readable, tuple, path)
    }

    /// Takes ChannelData that came alone in a stream.
    mutating func takeChannelData(_ bytes: UnsafeMutableRawBufferPointer, _ tuple: FiveTuple) {
        guard let run = ChannelRun(bytes, from: 0, segmentSize: bytes.count) else { return }
        relay(run, bytes, from: 0, before: 0, bytes.count, tuple)
    }
}
