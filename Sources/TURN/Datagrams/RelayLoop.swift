// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import STUN

/// A relay's thread, seen from outside.
final class RelayLoop: Sendable {
    let inbox: StreamInbox
    private let wake: EventDescriptor
    private let published = NIOLockedValueBox(RelayCounters())

    init() throws(SystemCallError) {
        let wake = try EventDescriptor()
        self.wake = wake
        inbox = StreamInbox(wake: { wake.signal() })
    }

    /// What it had done when it last said so: at most a second ago.
    var counters: RelayCounters { published.withLockedValue { $0 } }

    /// Starts the thread. It ends, and closes the listening sockets, after `stop()`.
    func start(
        _ name: String, listeners: [ListeningSocket], office: SharedOffice,
        ended: @escaping @Sendable () -> Void
    ) throws(SystemCallError) {
        let epoll = try Poller.open()
        let alarm: Int32
        do { alarm = try Alarm.open() } catch {
            Poller.close(epoll)
            throw error
        }
        do {
            try Poller.watch(wake.descriptor, as: Poller.Tag(.inbox, 0), in: epoll)
            try Poller.watch(alarm, as: Poller.Tag(.alarm, 0), in: epoll)
            for (number, listener) in listeners.enumerated() {
                try Poller.watch(listener.socket.descriptor, as: Poller.Tag(.listener, UInt32(number)), in: epoll)
            }
            try LoopThread.start(name) { [self] in
                var engine = RelayEngine(
                    table: AllocationTable(office: office), listeners: listeners, poller: Poller(owning: epoll),
                    alarm: Alarm(owning: alarm))
                engine.run(inbox: inbox) { counters in published.withLockedValue { $0 = counters } }
                ended()
            }
        } catch {
            Poller.close(epoll)
            Poller.close(alarm)
            throw error
        }
    }

    func revoke(participant: String) {
        inbox.put(.revoked(participant: participant))
    }

    func adopt(ownAddresses: [IPAddress]) {
        inbox.put(.ownAddresses(ownAddresses))
    }

    func stop() {
        inbox.put(.stop)
    }
}
