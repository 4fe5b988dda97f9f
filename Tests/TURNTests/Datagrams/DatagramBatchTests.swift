// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import STUN
import Testing

@testable import TURN

/// Receiving, joining and sending, without a relay: what comes in at one socket goes out to another.
@Suite struct DatagramBatchTests {
    private struct Bench: ~Copyable {
        let listening: ListeningSocket
        var receiving = ReceiveBatch()
        var sending = SendBatch()
        var sender = Sender()
        var ticket = SendBatch.Ticket.none

        init(_ address: String) throws {
            listening = try ListeningSocket.open(try #require(TransportAddress(address)), isShared: false)
        }

        deinit { listening.socket.close() }

        /// Receives until so many datagrams came, and passes each on with `header` in front.
        mutating func pass(
            _ count: Int, to destination: TransportAddress, header: [UInt8] = [], from local: IPAddress? = nil
        ) -> (received: [[UInt8]], outcome: Sender.Outcome) {
            var datagrams: [[UInt8]] = []
            while datagrams.count < count {
                for index in receiving.receive(from: listening.socket.descriptor, atMost: ReceiveBatch.capacity) {
                    guard let received = receiving.received(index) else { continue }
                    var offset = 0
                    repeat {
                        let size = min(received.segmentSize, received.bytes.count - offset)
                        let payload = UnsafeMutableRawBufferPointer(rebasing: received.bytes[offset..<offset + size])
                        datagrams.append(Array(payload))
                        add(payload, header, to: destination, from: local, isBurst: received.bytes.count > size)
                        offset += received.segmentSize
                    } while offset < received.bytes.count
                }
            }
            let outcome = sender.send(&sending)
            receiving.reset()
            return (datagrams, outcome)
        }

        private mutating func add(
            _ payload: UnsafeMutableRawBufferPointer, _ header: [UInt8], to destination: TransportAddress,
            from local: IPAddress?, isBurst: Bool
        ) {
            let front = sending.allocate(header.count)
            front.copyMemory(from: header, byteCount: header.count)
            let segment = SendBatch.Segment(
                header: front, headerLength: header.count, payload: payload.baseAddress!, payloadLength: payload.count,
                padding: -payload.count & 3)
            sending.add(segment, to: listening.route(to: destination, local: local), ticket: &ticket, isBurst: isBurst)
        }
    }

    private static func datagram(_ number: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number) }
    }

    @Test("The last datagram that the memory for headers has room for is taken, and sending frees that memory")
    func fullArena() throws {
        var bench = try Bench("127.0.0.1:0")
        let target = try LoopbackSocket()
        while bench.sending.hasRoom { _ = bench.sending.allocate(SendBatch.largestCopy) }
        let isFull = !bench.sending.isEmpty
        #expect(isFull)
        _ = bench.sender.send(&bench.sending)
        let isFree = bench.sending.isEmpty
        #expect(isFree)
        let copies = SendBatch.arenaSize / SendBatch.largestCopy
        for _ in 1..<copies { _ = bench.sending.allocate(SendBatch.largestCopy) }
        let hasRoomForOne = bench.sending.hasRoom
        #expect(hasRoomForOne)
        let header = bench.sending.allocate(SendBatch.largestCopy)
        header.initializeMemory(as: UInt8.self, repeating: 5, count: SendBatch.largestCopy)
        let segment = SendBatch.Segment(
            header: header, headerLength: SendBatch.largestCopy, payload: header, payloadLength: 0, padding: 0)
        var ticket = SendBatch.Ticket.none
        bench.sending.add(
            segment, to: bench.listening.route(to: target.address, local: nil), ticket: &ticket, isBurst: false)
        _ = bench.sender.send(&bench.sending)
        #expect(try target.receive().bytes.count == SendBatch.largestCopy)
    }

    @Test("Single datagrams of one flow are joined, and arrive whole and in order", arguments: ["127.0.0.1", "::1"])
    func singles(ip: String) throws {
        var bench = try Bench(ip == "::1" ? "[::1]:0" : "127.0.0.1:0")
        let (source, sink) = (try LoopbackSocket(ip), try LoopbackSocket(ip))
        let sizes = [172, 172, 172, 90, 172, 300, 300, 1_400, 1_401, 1_401, 0, 172]
        for (number, size) in sizes.enumerated() {
            try source.send(Self.datagram(number, size), to: bench.listening.address)
        }
        let (received, outcome) = bench.pass(sizes.count, to: sink.address, header: [1, 2, 3, 4])
        #expect(received == sizes.enumerated().map { Self.datagram($0, $1) })
        #expect(outcome == Sender.Outcome(sent: sizes.count, lost: 0))
        for datagram in received {
            let padding = [UInt8](repeating: 0, count: -datagram.count & 3)
            #expect(try sink.receive().bytes == [1, 2, 3, 4] + datagram + padding)
        }
        #expect(sink.isSilent)
    }

    @Test("A burst arrives as one buffer and leaves as one message", arguments: ["127.0.0.1", "::1"])
    func burst(ip: String) throws {
        var bench = try Bench(ip == "::1" ? "[::1]:0" : "127.0.0.1:0")
        let (source, sink) = (try LoopbackSocket(ip), try LoopbackSocket(ip))
        let burst = Self.datagram(3, 1_200 * 19 + 77)
        try source.sendBurst(burst, size: 1_200, to: bench.listening.address)
        let (received, outcome) = bench.pass(20, to: sink.address, header: [9, 9, 9, 9])
        #expect(received.count == 20)
        #expect(received.flatMap { $0 } == burst)
        #expect(outcome == Sender.Outcome(sent: 20, lost: 0))
        for datagram in received {
            let padding = [UInt8](repeating: 0, count: -datagram.count & 3)
            #expect(try sink.receive().bytes == [9, 9, 9, 9] + datagram + padding)
        }
    }

    @Test("A flow of more than a message can hold becomes several")
    func overflow() throws {
        var bench = try Bench("127.0.0.1:0")
        let (source, sink) = (try LoopbackSocket(), try LoopbackSocket())
        for number in 0..<ReceiveBatch.capacity {
            try source.send(Self.datagram(number, 1_300), to: bench.listening.address)
        }
        let (received, outcome) = bench.pass(ReceiveBatch.capacity, to: sink.address)
        #expect(outcome == Sender.Outcome(sent: received.count, lost: 0))
        for datagram in received { #expect(try sink.receive().bytes == datagram) }
    }

    @Test("A socket bound to no address answers from the address that was asked")
    func packetInformation() throws {
        var bench = try Bench("0.0.0.0:0")
        let source = try LoopbackSocket()
        let asked = TransportAddress(ip: try #require(IPAddress("127.0.0.9")), port: bench.listening.address.port)
        try source.send([1], to: asked)
        while bench.receiving.receive(from: bench.listening.socket.descriptor, atMost: 1).isEmpty {}
        let first = bench.receiving.received(0)
        let received = try #require(first)
        #expect(received.local == asked.ip)
        try source.send([2], to: asked)
        _ = bench.pass(1, to: source.address, from: received.local)
        #expect(try source.receive().source == asked)
    }

    @Test("An error that came back is told once and costs no datagram")
    func errorThatCameBack() throws {
        let relay = try UDPSocket.relaying(on: try #require(TransportAddress("127.0.0.1:0")))
        defer { relay.close() }
        let sink = try LoopbackSocket()
        var gone: TransportAddress?
        do { gone = try LoopbackSocket().address }
        var batch = SendBatch()
        var sender = Sender()
        for destination in [try #require(gone), sink.address] {
            let route = SendBatch.Route(
                descriptor: relay.descriptor, destination: destination, local: nil, canOffload: true)
            let byte = batch.allocate(1)
            byte.storeBytes(of: 7, as: UInt8.self)
            var ticket = SendBatch.Ticket.none
            let segment = SendBatch.Segment(
                header: byte, headerLength: 1, payload: byte, payloadLength: 0, padding: 0)
            batch.add(segment, to: route, ticket: &ticket, isBurst: false)
            #expect(sender.send(&batch) == Sender.Outcome(sent: 1, lost: 0))
        }
        #expect(try sink.receive().bytes == [7])
    }
}
