// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Connections from one address")
struct SourceGateTests {
    private func source(_ text: String) throws -> SourceGate.Source { .init(try #require(IPAddress(text))) }

    @Test("are bounded, and one that leaves makes room")
    func bounded() throws {
        let gate = SourceGate(most: 3, mostOfOne: 2)
        let (one, other) = (try source("192.0.2.1"), try source("192.0.2.2"))
        #expect(gate.enter(one) && gate.enter(one))
        #expect(!gate.enter(one))
        #expect(gate.enter(other))
        #expect(!gate.enter(try source("192.0.2.3")))
        gate.leave(one)
        #expect(gate.enter(try source("192.0.2.3")))
        #expect(gate.total == 3)
    }

    @Test("a /64 of IPv6 is one source")
    func prefix() throws {
        #expect(try source("2001:db8::1") == source("2001:db8::ffff:1"))
        #expect(try source("2001:db8::1") != source("2001:db8:0:1::1"))
    }
}
