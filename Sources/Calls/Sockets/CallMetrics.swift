// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Metrics
import Rooms

/// What the calls count, made once: looking a counter up by its label costs more than a message.
struct CallMetrics: Sendable {
    private let sockets = Gauge(label: "visavis_signalling_sockets")
    private let openRooms = Gauge(label: "visavis_open_rooms")
    private let calls = Counter(label: "visavis_calls_total")
    private let signals = Counter(label: "visavis_signals_relayed_total")
    private let storageFailures = Counter(label: "visavis_room_storage_failures_total")
    private let knocks: [Outcome: Counter]
    private let refusals: [RefusalReason: Counter]

    init() {
        knocks = Dictionary(
            uniqueKeysWithValues: Outcome.allCases.map {
                ($0, Counter(label: "visavis_knocks_total", dimensions: [("outcome", $0.rawValue)]))
            })
        refusals = Dictionary(
            uniqueKeysWithValues: RefusalReason.allCases.map {
                ($0, Counter(label: "visavis_messages_refused_total", dimensions: [("reason", $0.rawValue)]))
            })
    }

    func count(sockets number: Int) {
        sockets.record(number)
    }

    func count(openRooms number: Int) {
        openRooms.record(number)
    }

    func callBegan() {
        calls.increment()
    }

    func signalRelayed() {
        signals.increment()
    }

    func storageFailed() {
        storageFailures.increment()
    }

    func knock(_ outcome: Outcome) {
        knocks[outcome]?.increment()
    }

    func refused(_ reason: RefusalReason) {
        refusals[reason]?.increment()
    }
}
