// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import NIOConcurrencyHelpers
import STUN
import Testing

@testable import TURN

/// One loop without the server around it, on a thread whose use of the heap is counted.
final class CountedLoop {
    let address: TransportAddress
    let heap: HeapUse
    private let inbox: StreamInbox
    private let wake: EventDescriptor
    private let ended = DispatchSemaphore(value: 0)

    init() throws {
        var rules = try RelayHouse.rules()
        // What the test sends in a second is beyond what one participant may.
        rules.limits.participant.bitsPerSecond = 0
        rules.limits.total.bitsPerSecond = 0
        let office = SharedOffice(rules: rules)
        let listener = try ListeningSocket.open(try #require(TransportAddress("127.0.0.1:0")), isShared: false)
        let (wake, epoll, alarm) = (try EventDescriptor(), try Poller.open(), try Alarm.open())
        let inbox = StreamInbox(wake: { wake.signal() })
        try Poller.watch(wake.descriptor, as: Poller.Tag(.inbox, 0), in: epoll)
        try Poller.watch(alarm, as: Poller.Tag(.alarm, 0), in: epoll)
        try Poller.watch(listener.socket.descriptor, as: Poller.Tag(.listener, 0), in: epoll)
        let (use, began, ended) = (NIOLockedValueBox<HeapUse?>(nil), DispatchSemaphore(value: 0), self.ended)
        try LoopThread.start("counted") {
            use.withLockedValue { $0 = .ofThisThread }
            began.signal()
            var engine = RelayEngine(
                table: AllocationTable(office: office), listeners: [listener], poller: Poller(owning: epoll),
                alarm: Alarm(owning: alarm))
            engine.run(inbox: inbox) { _ in }
            ended.signal()
        }
        began.wait()
        heap = try #require(use.withLockedValue { $0 })
        address = listener.address
        (self.inbox, self.wake) = (inbox, wake)
    }

    func guest(_ participant: String) throws -> SocketGuest {
        try SocketGuest(participant, ip: "127.0.0.1", server: address)
    }

    /// The thread's count is gone after this.
    func stop() {
        inbox.put(.stop)
        ended.wait()
    }
}
