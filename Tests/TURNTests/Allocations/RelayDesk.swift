// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

@testable import TURN

/// A table with its office, a clock that stands until it is moved, and sockets that open when they are asked to.
final class RelayDesk {
    static let secret = "a secret between friends"

    let office: SharedOffice
    var table: AllocationTable
    var now: Moment
    private(set) var ended: [AllocationIndex] = []
    /// Ports that another program has.
    var foreignPorts: Set<UInt16> = []
    /// No socket can be opened at all.
    var isOutOfDescriptors = false
    private(set) var opened: [RelaySocketRequest] = []
    private(set) var lastOutcome = ControlOutcome.silence

    init(office: SharedOffice? = nil, _ change: (inout RelayRules) -> Void = { _ in }) {
        var rules = RelayRules(secrets: [Self.secret])
        rules.ipv4 = IPAddress("192.0.2.10").map { RelayInterface(bind: $0) }
        rules.ipv6 = IPAddress("2001:db8::10").map { RelayInterface(bind: $0) }
        rules.limits.challengesPerSecond = 0
        change(&rules)
        self.office = office ?? SharedOffice(rules: rules)
        table = AllocationTable(office: self.office)
        now = Moment(monotonic: .uptimeNanoseconds(5_000_000_000_000), unixSeconds: 1_900_000_000)
    }

    func client(
        _ address: String = "203.0.113.7:50000", _ transport: ClientTransport = .udp, participant: String = "anna",
        lifetime: Duration = .seconds(3600), secret: String = RelayDesk.secret
    ) -> RelayGuest {
        let credential = EphemeralCredential.make(
            secret: secret, participant: participant, lifetime: lifetime, now: now.unixSeconds)
        return RelayGuest(
            self, TransportAddress(address)!, transport, credential ?? EphemeralCredential(username: "", secret: ""))
    }

    /// Hands bytes in as if they had come from there; nil when nothing is sent back.
    func receive(_ bytes: [UInt8], from tuple: FiveTuple) -> RelayAnswer? {
        var reply = ByteBuffer()
        lastOutcome = bytes.withUnsafeBytes { bytes in
            guard let message = try? STUNMessage(reading: bytes) else { return ControlOutcome.silence }
            return table.receive(message, from: tuple, at: now, reply: &reply)
        }
        perform(lastOutcome, &reply)
        return lastOutcome == .silence || lastOutcome == .closeStream ? nil : RelayAnswer(reply)
    }

    private func perform(_ outcome: ControlOutcome, _ reply: inout ByteBuffer) {
        guard case .open(let index, let first) = outcome else { return }
        var requests = first
        while let request = requests.popLast() {
            guard isOutOfDescriptors || foreignPorts.contains(request.bind.port) else {
                opened.append(request)
                continue
            }
            let next = table.failedToOpen(
                index, request.family, portIsTaken: !isOutOfDescriptors, at: now, reply: &reply)
            guard case .open(_, let others) = next else { return }
            requests += others
        }
        table.opened(index, at: now, reply: &reply)
    }

    func pass(_ duration: Duration) {
        now.monotonic = now.monotonic + TimeAmount(duration)
        now.unixSeconds += duration.components.seconds
    }

    /// Moves the clock and lets end what ends.
    func expire(after duration: Duration) {
        pass(duration)
        var ended = self.ended
        table.expire(at: now) { ended.append($0) }
        self.ended = ended
    }

    func revoke(_ participant: String) {
        office.revoke(participant: participant, at: now)
        var ended = self.ended
        table.revoke(participant: participant, at: now) { ended.append($0) }
        self.ended = ended
    }

    func streamEnds(_ client: RelayGuest) -> AllocationIndex? {
        table.clientGone(stream: client.tuple.stream, at: now)
    }

    func client(of index: AllocationIndex) -> FiveTuple? { table.client(of: index) }

    func allocation(at relayed: TransportAddress) -> AllocationIndex? {
        table.allocation(relayPort: relayed.port, family: relayed.family)
    }

    func isPermitted(_ ip: IPAddress, for index: AllocationIndex) -> Bool {
        table.hasPermission(index, for: ip, at: now.monotonic)
    }

    func route(_ index: AllocationIndex) -> PeerRoute {
        table.routeToPeer(index, channel: 0x4000, bytes: 1, segments: 1, at: now.monotonic)
    }

    /// The ports that are not free, by state.
    var ports: (taken: Int, kept: Int, free: Int, resting: Int) {
        office.withBooks { books in
            let pool = books.poolIPv4
            return (pool.taken, pool.kept, pool.free, pool.restingCount)
        }
    }
}
