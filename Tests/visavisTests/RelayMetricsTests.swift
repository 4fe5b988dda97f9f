// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TURN
import Testing

@testable import visavis

@Suite("The relay's numbers")
struct RelayMetricsTests {
    @Test("are one a line, as Prometheus reads them")
    func text() {
        var counters = RelayCounters()
        counters.allocations.tls = 2
        counters.toPeers.bytes = 1200
        counters.quotaHits.ports = 3
        let lines = RelayMetrics.text(counters).split(separator: "\n").map(String.init)
        for line in [
            #"visavis_turn_allocations{transport="tls"} 2"#, #"visavis_turn_allocations{transport="udp"} 0"#,
            #"visavis_turn_bytes_total{direction="to_peers"} 1200"#, #"visavis_turn_quota_hits_total{quota="ports"} 3"#,
            #"visavis_turn_drops_total{reason="no_permission"} 0"#, "visavis_turn_bindings_total 0",
        ] {
            #expect(lines.contains(line))
        }
        #expect(lines.allSatisfy { $0.split(separator: " ").count == 2 && $0.hasPrefix("visavis_turn_") })
    }
}
