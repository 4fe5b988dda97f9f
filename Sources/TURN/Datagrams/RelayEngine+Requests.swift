// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import STUN

/// Requests of clients, and the sockets that follow from them.
extension RelayEngine {
    /// Lets the state decide over a message, and does what it says.
    mutating func answer(_ bytes: UnsafeRawBufferPointer, _ tuple: FiveTuple, _ path: ClientPath) {
        guard let message = try? STUNMessage(reading: bytes) else { return }
        reply.clear()
        perform(table.receive(message, from: tuple, at: now, reply: &reply), path)
    }

    private mutating func perform(_ outcome: ControlOutcome, _ path: ClientPath) {
        switch outcome {
        case .silence: break
        case .reply: sendReply(path)
        case .open(let allocation, let requests): perform(open(allocation, requests, path), path)
        case .replyAndClose(let allocation):
            close(allocation)
            sendReply(path)
        case .replyAndCloseFamily(let allocation, let family):
            closeSocket(of: allocation, family)
            sendReply(path)
        case .closeStream:
            if case .stream(let place) = path { streams[place]?.sink.close() }
        }
    }

    /// Opens the sockets of an allocation, at other ports where those that were chosen are taken.
    private mutating func open(
        _ allocation: AllocationIndex, _ requests: [RelaySocketRequest], _ path: ClientPath
    ) -> ControlOutcome {
        let slot = Int(allocation.slot)
        while relays.count <= slot { relays.append(nil) }
        relays[slot] = RelaySockets(index: allocation, path: path)
        var requests = requests[...]
        while let request = requests.popFirst() {
            do {
                let socket = try bind(request, slot)
                relays[slot]?.put(socket, relayed: request.relayed)
            } catch {
                let outcome = table.failedToOpen(
                    allocation, request.family, portIsTaken: error.number == EADDRINUSE, at: now, reply: &reply)
                guard case .open(_, let others) = outcome else {
                    close(allocation)
                    return outcome
                }
                requests += others
            }
        }
        table.opened(allocation, at: now, reply: &reply)
        return .reply
    }

    private func bind(_ request: RelaySocketRequest, _ slot: Int) throws(SystemCallError) -> UDPSocket {
        let socket = try UDPSocket.relaying(on: request.bind)
        let kind: Poller.Tag.Kind = request.family == .ipv4 ? .relayV4 : .relayV6
        do {
            try poller.watch(socket.descriptor, as: Poller.Tag(kind, UInt32(slot)))
        } catch {
            socket.close()
            throw error
        }
        return socket
    }

    /// Closes the sockets of an allocation that is no more.
    mutating func close(_ allocation: AllocationIndex) {
        let slot = Int(allocation.slot)
        guard slot < relays.count, relays[slot]?.index == allocation else { return }
        // The next socket may get the same descriptor, and must not send what was meant for this one.
        sendToPeers()
        relays[slot]?.close()
        relays[slot] = nil
        memory.released(at: now.monotonic)
    }

    /// Closes the sockets of an allocation that its client did not give back, and lets the client's connection know.
    mutating func endUnasked(_ allocation: AllocationIndex) {
        let slot = Int(allocation.slot)
        if slot < relays.count, let relay = relays[slot], relay.index == allocation,
            case .stream(let place) = relay.path
        {
            streams[place]?.sink.lostAllocation()
        }
        close(allocation)
    }

    /// Closes one of two sockets of an allocation.
    private mutating func closeSocket(of allocation: AllocationIndex, _ family: AddressFamily) {
        let slot = Int(allocation.slot)
        guard slot < relays.count, relays[slot]?.index == allocation else { return }
        sendToPeers()
        relays[slot]?.close(family)
    }

    private mutating func sendReply(_ path: ClientPath) {
        switch path {
        case .datagrams(let route):
            sendCopy(route)
        case .stream(let place):
            guard let stream = streams[place] else { return }
            stream.sink.send(reply, as: .replies(allocatedUntil: table.end(ofAllocationOf: stream.tuple)))
        }
    }

    /// The reply's buffer is written again before the round ends, so the batch gets a copy.
    private mutating func sendCopy(_ route: SendBatch.Route) {
        let count = reply.readableBytes
        guard count > 0, count <= SendBatch.largestCopy else { return }
        if !toClients.hasRoom { send() }
        let copy = toClients.allocate(count)
        reply.withUnsafeReadableBytes { copy.copyMemory(from: $0.baseAddress!, byteCount: count) }
        let segment = SendBatch.Segment(
            header: copy, headerLength: count, payload: copy, payloadLength: 0, padding: 0)
        var ticket = SendBatch.Ticket.none
        toClients.add(segment, to: route, ticket: &ticket, isBurst: false)
    }

    /// Sends what `reply` holds to an allocation's client.
    mutating func sendReply(to allocation: AllocationIndex) {
        guard let relay = relays[Int(allocation.slot)] else { return }
        sendReply(relay.path)
    }
}
