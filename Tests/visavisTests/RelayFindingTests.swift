// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import TURN
import Testing

@testable import visavis

@Suite("What the doctor says of a relay")
struct RelayFindingTests {
    private let address = TURNURI(host: "example.org", port: 3478, transport: .udp)

    private func finding(
        _ cause: TURNClientError, _ hop: RelayProbeFailure.Hop = .connection, over transport: ClientTransport = .udp
    ) -> RelayFinding {
        RelayFinding(
            TURNURI(host: "example.org", port: 3478, transport: transport), RelayProbeFailure(hop: hop, cause: cause))
    }

    @Test(
        "a failed hop and its likely cause",
        arguments: [
            (TURNClientError.unanswered, ClientTransport.udp, "no answer from UDP port 3478", "firewall"),
            (.connectionTimedOut, .tcp, "no answer from TCP port 3478", "NAT"),
            (.refused, .tcp, "TCP port 3478 is refused", "turnPort"),
            (.unreachable, .udp, "cannot be reached", "route"),
            (.unknownHost, .tls, "example.org has no address", "DNS"),
            (.unanswered, .tcp, "is not answered", "proxy"),
            (.closed, .tls, "no TURN server", "proxy"),
            (.certificate(.expired(at: 1_609_459_200)), .tls, "expired on 2021-01-01", "Renew"),
            (.certificate(.notYetValid(from: 4_102_444_800)), .tls, "only from 2100-01-01", "clock"),
            (.certificate(.otherName), .tls, "not for example.org", "turnUrls"),
            (.certificate(.untrusted), .tls, "not trusted", "tlsCertificate"),
            (.tls("why"), .tls, "handshake fails: why", "no TLS"),
        ])
    func connection(_ cause: TURNClientError, _ transport: ClientTransport, _ what: String, _ why: String) {
        let finding = finding(cause, over: transport)
        #expect(!finding.isWell)
        #expect(finding.lines.count == 2)
        #expect(finding.lines[0].hasPrefix("turn") && finding.lines[0].contains(" fails: "))
        #expect(finding.lines[0].contains(what), "\(finding.lines[0])")
        #expect(finding.lines[1].contains(why), "\(finding.lines[1])")
    }

    @Test(
        "an error response by its number",
        arguments: [
            (ErrorCode.unauthenticated, "401", "turnSecret"),
            (.allocationQuotaReached, "486", "turnAllocationsPerParticipant"),
            (.insufficientCapacity, "508", "turnRelayPorts"), (.tryAlternate, "300", "turnAlternates"),
        ])
    func response(_ code: ErrorCode, _ number: String, _ why: String) {
        let finding = finding(.response(code, reason: ""), .allocation)
        #expect(finding.lines[0].contains("refuses an allocation with \(number)"))
        #expect(finding.lines[1].contains(why))
    }

    @Test("one of a name's addresses is named, and is no fault where this machine has no way there")
    func places() throws {
        let place = try #require(IPAddress("2001:db8::7"))
        let refused = RelayFinding(address, at: place, RelayProbeFailure(hop: .connection, cause: .refused))
        #expect(!refused.isWell && refused.lines[0].contains("?transport=udp at 2001:db8::7 fails: "))
        let away = RelayFinding(address, at: place, RelayProbeFailure(hop: .connection, cause: .unreachable))
        #expect(away.isWell && away.lines[0].hasSuffix(" at 2001:db8::7 was not tried."))
        #expect(!RelayFinding(address, RelayProbeFailure(hop: .connection, cause: .unreachable)).isWell)
    }

    @Test("its own relayed address refused as a peer, 403")
    func forbidden() throws {
        let relayed = try #require(TransportAddress("198.51.100.7:50000"))
        let finding = finding(.response(.forbidden, reason: ""), .permission(relayed))
        #expect(finding.lines[0].contains("198.51.100.7:50000") && finding.lines[0].contains("403"))
        #expect(finding.lines[1].contains("turnPublicIp"))
    }

    private func report(
        relayed: String, server: String, _ outside: RelayProbeReport.Outside
    ) throws -> RelayProbeReport {
        RelayProbeReport(
            server: try #require(TransportAddress(server)),
            allocation: ClientAllocation(
                relayed: try #require(TransportAddress(relayed)),
                mapped: try #require(TransportAddress("192.0.2.1:4000")),
                lifetime: 600),
            roundTrip: .milliseconds(12), outside: outside)
    }

    @Test("what works says so, with the time")
    func works() throws {
        let finding = RelayFinding(
            address, try report(relayed: "198.51.100.7:50000", server: "198.51.100.7:3478", .reached))
        #expect(finding.isWell)
        #expect(
            finding.lines[0] == "\(address) works: relayed at 198.51.100.7:50000, there and back in 12 ms.")
    }

    @Test("an address that cannot be tried is not called wrong")
    func unknown() throws {
        for (server, isOurs) in [("198.51.100.7:3478", false), ("127.0.0.1:3478", true), ("[2001:db8::7]:3478", false)]
        {
            for outside in [RelayProbeReport.Outside.notAllowed, .notTried] {
                let finding = RelayFinding(
                    address, try report(relayed: "198.51.100.7:50000", server: server, outside)
                ) { _ in isOurs }
                #expect(finding.isWell)
                #expect(finding.lines[1].contains("not known"))
            }
        }
    }

    @Test("an address that is neither the relay's as it was reached nor this machine's is not said to work")
    func doubtful() throws {
        for server in ["198.51.100.8:3478", "127.0.0.1:3478", "10.0.0.5:3478"] {
            let finding = RelayFinding(
                address, try report(relayed: "198.51.100.7:50000", server: server, .notAllowed)
            ) { _ in false }
            #expect(!finding.isWell)
            #expect(finding.lines[1].contains("turnPublicIp") && finding.lines[1].contains("198.51.100.7"))
        }
    }

    @Test("a relayed address that nobody outside reaches fails, although relay to relay works")
    func wrongAddress() throws {
        let inside = RelayFinding(
            address, try report(relayed: "10.0.0.5:50000", server: "198.51.100.7:3478", .notAllowed))
        #expect(!inside.isWell && inside.lines[1].contains("Set turnPublicIp to 198.51.100.7."))
        let closed = RelayFinding(
            address, try report(relayed: "198.51.100.8:50000", server: "198.51.100.7:3478", .unreached))
        #expect(!closed.isWell && closed.lines[1].contains("turnRelayPorts"))
        let mute = RelayFinding(
            address, try report(relayed: "198.51.100.8:50000", server: "198.51.100.7:3478", .unanswered))
        #expect(!mute.isWell && mute.lines[1].contains("did not"))
    }
}
