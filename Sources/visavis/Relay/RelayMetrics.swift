// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TURN

/// The relay's numbers as Prometheus reads them. They tell of packets, never of a person.
enum RelayMetrics {
    static func text(_ counters: RelayCounters) -> String {
        var lines: [String] = []
        func add(_ name: String, _ label: String, _ values: [(String, UInt64)]) {
            for (value, count) in values {
                lines.append("visavis_turn_\(name){\(label)=\"\(value)\"} \(count)")
            }
        }
        add("allocations", "transport", byTransport(counters.allocations))
        add("allocations_total", "transport", byTransport(counters.allocationsMade))
        let flows = [("to_peers", counters.toPeers), ("to_clients", counters.toClients)]
        add("packets_total", "direction", flows.map { ($0, $1.packets) })
        add("bytes_total", "direction", flows.map { ($0, $1.bytes) })
        add("drops_total", "reason", counters.drops.byReason)
        add("quota_hits_total", "quota", counters.quotaHits.byQuota)
        add("refusals_total", "code", counters.refusals.byCode.map { (String($0), $1) })
        lines += [
            "visavis_turn_bindings_total \(counters.bindings)",
            "visavis_turn_challenges_suppressed_total \(counters.suppressedChallenges)",
            "visavis_turn_shortcut_bytes_total \(counters.shortcut.bytes)",
            "visavis_turn_shortcut_packets_total \(counters.shortcut.packets)",
        ]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func byTransport(_ counts: TransportCounts) -> [(String, UInt64)] {
        [("udp", counts.udp), ("tcp", counts.tcp), ("tls", counts.tls)]
    }
}
