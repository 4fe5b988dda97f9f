// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// Ports tried before an Allocate is answered 508.
    static var openingAttempts: UInt8 { 16 }

    /// Allocate (RFC 8656, section 7.2).
    mutating func allocate(
        _ request: ClientRequest, _ proof: Proof, reply: inout ByteBuffer
    ) throws(Refusal) -> ControlOutcome {
        if let slot = slot(of: request.from), let record = records[slot] {
            return try allocateAgain(record, request, proof, reply: &reply)
        }
        guard !proof.isExpired else { throw Refusal(.unauthenticated) }
        let wanted = try AllocateRequest(reading: request.message)
        let served = wanted.families.filter { ($0 == .ipv4 ? relayIPv4 : relayIPv6) != nil }
        if wanted.reservation == nil, served.isEmpty { throw Refusal(.addressFamilyNotSupported) }
        if let alternate = alternate(for: request.from) {
            return refuse(.tryAlternate, request, proof, reply: &reply) { $0.write(AlternateServer(alternate)) }
        }
        let booking = try book(wanted, served, proof, request.now)
        guard let index = insert(booking, wanted, request, proof) else { throw Refusal(.insufficientCapacity) }
        return .open(index, socketRequests(index))
    }

    /// The same transaction again is answered alike, another one is a mismatch.
    private func allocateAgain(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ request: ClientRequest, _ proof: Proof,
        reply: inout ByteBuffer
    ) throws(Refusal) -> ControlOutcome {
        guard record.pointee.trace.transactionID == request.message.transactionID,
            credentials[record.pointee.credential]?.username == proof.credential.username
        else { throw Refusal(proof.isExpired ? .unauthenticated : .allocationMismatch) }
        guard !record.pointee.isOpening else { return .silence }
        writeAllocated(record, proof.signature, reply: &reply)
        return .reply
    }

    private func alternate(for tuple: FiveTuple) -> TransportAddress? {
        guard let rule = office.rules.alternate, tuple.transport != .tls,
            let address = rule.addresses.first(where: { $0.family == tuple.client.family })
        else { return nil }
        return rule.threshold == 0 || office.allocations >= rule.threshold ? address : nil
    }

    private mutating func book(
        _ wanted: AllocateRequest, _ served: [AddressFamily], _ proof: Proof, _ now: Moment
    ) throws(Refusal) -> PortBooking {
        officeHasWork = true
        let keep = times.reservation
        let booking = office.withBooks { books in
            // Reservations that have run out make room first.
            books.expireReservations(at: now.monotonic)
            return books.book(wanted, served: served, for: proof.credential, at: now.monotonic, keeping: keep)
        }
        switch booking {
        case .success(let booking): return booking
        case .failure(.revoked): throw Refusal(.unauthenticated)
        case .failure(.quota):
            counters.quotaHits.allocations &+= 1
            throw Refusal(.allocationQuotaReached)
        case .failure(.capacity):
            counters.quotaHits.allocations &+= 1
            throw Refusal(.insufficientCapacity)
        case .failure(.ports):
            counters.quotaHits.ports &+= 1
            throw Refusal(.insufficientCapacity)
        case .failure(.reservation): throw Refusal(.insufficientCapacity)
        case .failure(.family): throw Refusal(.addressFamilyNotSupported)
        }
    }

    private mutating func insert(
        _ booking: PortBooking, _ wanted: AllocateRequest, _ request: ClientRequest, _ proof: Proof
    ) -> AllocationIndex? {
        generation &+= 1
        let now = request.now.monotonic
        let isDeviceTest = proof.credential.name.isDeviceTest
        let lastEnd = isDeviceTest ? now + times.deviceTestStay : .distantFuture
        let seconds = times.granted(wanted.lifetime, at: now, until: lastEnd)
        let trace = AllocateTrace(
            transactionID: request.message.transactionID, form: proof.form, algorithm: proof.key.algorithm,
            hasFingerprint: request.message.hasFingerprint, wish: wanted.wish, grantedSeconds: seconds,
            reservation: booking.reservation, failedFamily: booking.failedFamily, failure: booking.failure)
        var record = AllocationRecord(
            generation: generation, fiveTuple: request.from, seat: booking.seat,
            credential: credentials.hold(proof.credential), isDeviceTest: isDeviceTest, lastEnd: lastEnd, trace: trace,
            expires: now + .seconds(Int64(seconds)))
        record.portIPv4 = booking.portIPv4
        record.portIPv6 = booking.portIPv6
        record.attempts = booking.isClaimed ? Self.openingAttempts : 0
        guard let slot = records.insert(record) else {
            giveBack(record, at: now)
            return nil
        }
        enter(slot, record)
        return AllocationIndex(slot: slot, generation: generation)
    }

    private mutating func enter(_ slot: UInt32, _ record: AllocationRecord) {
        tuples.insert(tuples.hash(record.fiveTuple), slot)
        portsIPv4.set(record.portIPv4, to: slot)
        portsIPv6.set(record.portIPv6, to: slot)
        if record.fiveTuple.transport.isStream { streams[record.fiveTuple.stream] = slot }
        schedule(slot)
        counters.allocations[record.fiveTuple.transport] &+= 1
    }
}
