// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// What peers send, and what is sent to either side.
extension RelayEngine {
    /// Buffers that one relay socket may take of a round, so that a flood at one leaves room for the others.
    private static let share = 16

    mutating func readRelay(_ slot: Int, _ family: AddressFamily) {
        guard slot < relays.count, let allocation = relays[slot]?.index,
            let descriptor = relays[slot]?.socket(family)?.descriptor
        else { return }
        if receiving.free == 0 { flush() }
        let limit = relays[slot]!.appetite.limit(in: round, isWoken: isWoken, share: Self.share)
        let filled = receiving.receive(from: descriptor, atMost: limit)
        relays[slot]!.appetite.took(filled.count, of: limit, isWoken: isWoken)
        for index in filled {
            guard let received = receiving.received(index) else { continue }
            if received.isBurst { bursts += 1 }
            deliver(received, to: allocation)
        }
    }

    @inline(__always)
    private mutating func deliver(_ received: ReceiveBatch.Received, to allocation: AllocationIndex) {
        let count = received.bytes.count
        let size = received.segmentSize
        let segments = count == size ? 1 : (count + size - 1) / size
        let source = table.asSeen(received.source)
        let framing = table.routeToClient(
            allocation, from: source, bytes: count, segments: segments, at: now.monotonic)
        if case .drop = framing { return }
        var offset = 0
        repeat {
            let payload = Payload(
                start: received.bytes.baseAddress! + offset, count: min(size, count - offset),
                before: offset == 0 ? ReceiveBatch.headroom : 0, isBurst: segments > 1)
            deliver(payload, to: allocation, framing, from: source)
            offset += size
        } while offset < count
    }

    /// Sends a client's data where the state says.
    ///
    /// - Parameter family: of the peer.
    @inline(__always)
    mutating func pass(
        _ data: Payload, from allocation: AllocationIndex, by route: PeerRoute, _ family: AddressFamily
    ) {
        switch route {
        case .drop:
            break
        case .kernel(let peer):
            send(data, from: Int(allocation.slot), to: peer)
        case .local(let other, let framing):
            guard let relayed = relays[Int(allocation.slot)]?.relayed(family) else { return }
            deliver(data, to: other, framing, from: relayed)
        }
    }

    @inline(__always)
    private mutating func send(_ data: Payload, from slot: Int, to peer: TransportAddress) {
        guard let socket = relays[slot]?.socket(peer.family) else { return }
        if !toPeers.hasRoom { send() }
        let route = SendBatch.Route(
            descriptor: socket.descriptor, destination: peer, local: nil, canOffload: socket.canOffload,
            dontFragment: data.dontFragment)
        let segment = SendBatch.Segment(
            header: nil, headerLength: 0, payload: data.start, payloadLength: data.count, padding: 0)
        toPeers.add(segment, to: route, ticket: &relays[slot]!.toPeer, isBurst: data.isBurst)
    }

    /// Puts the client's header in front of a payload and sends it to the client.
    @inline(__always)
    mutating func deliver(
        _ data: Payload, to allocation: AllocationIndex, _ framing: ClientFraming, from peer: TransportAddress
    ) {
        guard data.count <= Payload.maximum else { return }
        let slot = Int(allocation.slot)
        if !toClients.hasRoom { send() }
        guard let path = relays[slot]?.path, let envelope = frame(data, framing, peer) else { return }
        switch path {
        case .datagrams(let route):
            toClients.add(envelope, to: route, ticket: &relays[slot]!.toClient, isBurst: data.isBurst)
        case .stream(let place):
            streams.append(envelope, padded: -data.count & 3, to: place)
        }
    }

    /// The header goes directly in front of the payload where that memory is free, else into memory of its own.
    @inline(__always)
    private mutating func frame(
        _ data: Payload, _ framing: ClientFraming, _ peer: TransportAddress
    ) -> SendBatch.Segment? {
        switch framing {
        case .drop:
            return nil
        case .channel(let number):
            guard let channel = ChannelNumber(rawValue: number) else { return nil }
            let segment = place(data, front: ChannelDataHeader.byteCount)
            ChannelDataHeader(channel: channel, length: data.count).write(into: segment.front)
            return segment.segment
        case .dataIndication:
            let envelope = DataIndication.envelope(peer: peer, payload: data.count, indications.next())
            var segment = place(data, front: envelope.frontByteCount)
            envelope.writeFront(
                into: UnsafeMutableRawBufferPointer(start: segment.front, count: envelope.frontByteCount))
            segment.segment.padding = envelope.paddingByteCount
            return segment.segment
        }
    }

    @inline(__always)
    private mutating func place(
        _ data: Payload, front: Int
    ) -> (front: UnsafeMutableRawPointer, segment: SendBatch.Segment) {
        if data.before >= front {
            let start = data.start - front
            return (
                start,
                SendBatch.Segment(
                    header: nil, headerLength: 0, payload: start, payloadLength: front + data.count, padding: 0)
            )
        }
        let start = toClients.allocate(front)
        return (
            start,
            SendBatch.Segment(
                header: start, headerLength: front, payload: data.start, payloadLength: data.count, padding: 0)
        )
    }
}
