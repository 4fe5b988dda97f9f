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
    private var alarm: Alarm
    /// By slot of the allocation.
    var relays: [RelaySockets?] = []
    var streams = ClientStreams()

    var receiving = ReceiveBatch()
    var toClients = SendBatch()
    var toPeers = SendBatch()
    var sender = Sender()

    /// Counts the looks at what is ready.
    var round: UInt32 = 0
    /// The loop slept, or might have, before the round that it is in or was in last.
    var isWoken = true

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

    /// - Parameter alarm: watched by the poller.
    init(
        table: consuming AllocationTable, listeners: [ListeningSocket], poller: consuming Poller,
        alarm: consuming Alarm
    ) {
        self.table = table
        self.listeners = listeners
        self.poller = poller
        self.alarm = alarm
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
        case .alarm:
            // What is due is done in each round.
            break
        }
    }

    /// How many descriptors are ready.
    private mutating func wait() -> Int {
        if pace.isFast {
            let ready = look(for: Pace.vigil)
            if ready > 0 {
                isWoken = false
                return ready
            }
        } else if let time = pace.gathering(at: .now()) {
            // What the round left, and what came while it was served, has gathered already.
            var ready = poller.wait(milliseconds: 0)
            if ready > 0 { return ready }
            var span = timespec(tv_sec: 0, tv_nsec: Int(time.nanoseconds))
            nanosleep(&span, nil)
            ready = poller.wait(milliseconds: 0)
            pace.gathered(ready > 0)
            if ready > 0 { return ready }
        } else if pace.isGlancing(isWoken: isWoken) {
            let ready = glance()
            if ready > 0 { return ready }
        }
        return sleep()
    }

    private mutating func glance() -> Int {
        var ready = poller.wait(milliseconds: 0)
        if ready > 0 { return ready }
        ready = look(for: Pace.glance)
        pace.glanced(ready > 0, isWoken: isWoken)
        if ready > 0 { isWoken = false }
        return ready
    }

    private mutating func sleep() -> Int {
        isWoken = true
        let due = due
        if due <= now.monotonic { return poller.wait(milliseconds: 0) }
        // An alarm that cannot be set must not leave the loop asleep.
        return poller.wait(milliseconds: alarm.set(due, at: now.monotonic) ? -1 : 100)
    }

    /// How many descriptors are ready, as soon as one is; 0 after `time`.
    private func look(for time: TimeAmount) -> Int {
        let end = NIODeadline.now() + time
        repeat {
            let ready = poller.wait(milliseconds: 0)
            if ready > 0 { return ready }
        } while NIODeadline.now() < end
        return 0
    }

    /// The next thing that is due by itself.
    private var due: NIODeadline {
        var due = table.nextDeadline ?? .distantFuture
        if let deadline = memory.deadline { due = min(due, deadline) }
        if let publication { due = min(due, publication) }
        return due
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
