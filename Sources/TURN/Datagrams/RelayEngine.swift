// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import NIOCore
import STUN

/// What a relay's thread does: owns the allocations of its clients and every socket that has to do with them.
///
/// A round receives what is ready, decides, and sends at its end. Between receiving and sending a datagram nothing is
/// allocated, locked or counted by reference; it is sent from the buffer that it was received into.
struct RelayEngine: ~Copyable {
    var table: AllocationTable
    var listeners: [ListeningSocket]
    let poller: Poller
    /// By slot of the allocation.
    var relays: [RelaySockets?] = []
    var streams = ClientStreams()

    var receiving = ReceiveBatch()
    var toClients = SendBatch()
    var toPeers = SendBatch()
    var sender = Sender()

    /// Counts the looks at what is ready.
    var round: UInt32 = 0

    var reply = ByteBuffer()
    var indications = TransactionIDSequence()
    var now: Moment
    var isStopping = false
    /// When the counters are shown next; nil while nothing happened since.
    private var publication: NIODeadline?
    private static let publishing = TimeAmount.milliseconds(500)
    var memory = MemoryReturn()
    private var pace = Pace()
    /// Among the buffers that are in use.
    var bursts = 0

    init(table: consuming AllocationTable, listeners: [ListeningSocket], poller: consuming Poller) {
        self.table = table
        self.listeners = listeners
        self.poller = poller
        now = Moment.now()
    }

    /// Serves until the inbox says stop, then closes everything.
    mutating func run(inbox: StreamInbox, publish: (RelayCounters) -> Void) {
        var items: [StreamInbox.Item] = []
        while !isStopping {
            let ready = wait()
            now = Moment.now()
            round &+= 1
            pace.begin(at: now.monotonic)
            for index in 0..<ready { serve(index, inbox, &items) }
            flush()
            expire()
            if ready > 0 { publication = publication ?? now.monotonic + Self.publishing }
            guard let due = publication, now.monotonic >= due else { continue }
            publication = nil
            publish(table.counters)
        }
        stop(inbox)
        publish(table.counters)
    }

    private mutating func serve(_ index: Int, _ inbox: StreamInbox, _ items: inout [StreamInbox.Item]) {
        guard let tag = poller.tag(at: index) else { return }
        switch tag.kind {
        case .listener:
            readListener(Int(tag.index))
        case .relayV4, .relayV6:
            let family: AddressFamily = tag.kind == .relayV4 ? .ipv4 : .ipv6
            if poller.hasError(at: index) { readErrors(Int(tag.index), family) }
            if poller.isReadable(at: index) { readRelay(Int(tag.index), family) }
        case .stream:
            readStream(Int(tag.index))
        case .inbox:
            readInbox(inbox, &items)
        }
    }

    /// How many descriptors are ready.
    private mutating func wait() -> Int {
        if pace.isFast {
            let end = NIODeadline.now() + Pace.vigil
            repeat {
                let ready = poller.wait(milliseconds: 0)
                if ready > 0 { return ready }
            } while NIODeadline.now() < end
        } else if let time = pace.gathering(at: .now()) {
            // What the round left, and what came while it was served, has gathered already.
            var ready = poller.wait(milliseconds: 0)
            if ready > 0 { return ready }
            var span = timespec(tv_sec: 0, tv_nsec: Int(time.nanoseconds))
            nanosleep(&span, nil)
            ready = poller.wait(milliseconds: 0)
            pace.gathered(ready > 0)
            if ready > 0 { return ready }
        }
        return poller.wait(milliseconds: patience)
    }

    /// Milliseconds to the next thing that is due by itself, -1 for none.
    private var patience: Int32 {
        var due = NIODeadline.distantFuture
        if let deadline = table.nextDeadline { due = deadline }
        if let deadline = memory.deadline { due = min(due, deadline) }
        if let publication { due = min(due, publication) }
        guard due != .distantFuture else { return -1 }
        let left = (due - now.monotonic).nanoseconds
        return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
    }

    /// How many buffers a socket may fill: one, or all of its share when the last round had something for it too. A second
    /// look that finds nothing costs as much as it would save.
    @inline(__always)
    static func appetite(_ lastRound: inout UInt32, _ round: UInt32, share: Int) -> Int {
        defer { lastRound = round }
        return lastRound &+ 1 == round ? share : 1
    }

    /// Sends everything that the round has collected and frees the buffers.
    @inline(__always)
    mutating func flush() {
        send()
        streams.flush()
        pace.count(receiving.used, bursts: bursts, at: now.monotonic)
        bursts = 0
        receiving.reset()
    }

    /// Sends datagrams. The buffers stay in use.
    @inline(__always)
    mutating func send() {
        sendToPeers()
        if !toClients.isEmpty { count(sender.send(&toClients)) }
    }

    /// Sends what leaves by relay sockets.
    @inline(__always)
    mutating func sendToPeers() {
        if !toPeers.isEmpty { count(sender.send(&toPeers)) }
    }

    private mutating func count(_ outcome: Sender.Outcome) {
        table.counters.drops.unsent &+= UInt64(truncatingIfNeeded: outcome.lost)
    }

    private mutating func stop(_ inbox: StreamInbox) {
        inbox.shut()
        for slot in relays.indices { relays[slot]?.close() }
        relays = []
        for listener in listeners { listener.socket.close() }
        streams.closeAll()
    }
}
