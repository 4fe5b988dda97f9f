// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// All sockets of an allocation are open: writes the answer to its Allocate.
    mutating func opened(_ index: AllocationIndex, at now: Moment, reply: inout ByteBuffer) {
        reply.clear()
        guard let record = record(index), record.pointee.isOpening else { return }
        record.pointee.isOpening = false
        counters.allocationsMade[record.pointee.fiveTuple.transport] &+= 1
        guard let signature = signature(of: record) else { return }
        writeAllocated(record, signature, reply: &reply)
    }

    /// A relay socket could not be opened.
    /// - Parameter portIsTaken: another program has the port (EADDRINUSE), so another port may do; false when no port
    ///   would (no descriptors, no such address).
    /// - Returns: `open` with another port; `open` with none when the allocation's other family must do, then call
    ///   `opened`; `reply` when it is over.
    mutating func failedToOpen(
        _ index: AllocationIndex, _ family: AddressFamily, portIsTaken: Bool, at now: Moment, reply: inout ByteBuffer
    ) -> ControlOutcome {
        reply.clear()
        guard let record = record(index), record.pointee.isOpening, record.pointee.port(family) != 0 else {
            return .silence
        }
        record.pointee.attempts += 1
        leavePort(record, family, portIsTaken: portIsTaken, at: now.monotonic)
        if portIsTaken, record.pointee.attempts < Self.openingAttempts, takePort(index, family, at: now.monotonic) {
            return .open(index, socketRequests(index).filter { $0.family == family })
        }
        record.pointee.trace.failedFamily = family
        record.pointee.trace.failure = .insufficientCapacity
        if record.pointee.portIPv4 != 0 || record.pointee.portIPv6 != 0 { return .open(index, []) }
        return giveUp(index, record, at: now.monotonic, reply: &reply)
    }

    func socketRequests(_ index: AllocationIndex) -> [RelaySocketRequest] {
        guard let record = record(index) else { return [] }
        return [(AddressFamily.ipv4, relayIPv4), (.ipv6, relayIPv6)].compactMap { family, interface in
            let port = record.pointee.port(family)
            guard let interface, port != 0 else { return nil }
            return RelaySocketRequest(
                bind: TransportAddress(ip: interface.bind, port: port),
                relayed: TransportAddress(ip: interface.advertised, port: port))
        }
    }

    /// The success response to an Allocate, made of what the record remembers, so that it is the same each time.
    func writeAllocated(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ signature: Signature, reply: inout ByteBuffer
    ) {
        let trace = record.pointee.trace
        let addresses = [relayed(record, .ipv4), relayed(record, .ipv6)]
        let client = record.pointee.fiveTuple.client
        write(.successResponse, head(trace), signed: signature, into: &reply) { writer in
            for case let address? in addresses { writer.write(XORRelayedAddress(address)) }
            writer.write(Lifetime(seconds: trace.grantedSeconds))
            if trace.reservation != 0 { writer.write(ReservationToken(rawValue: trace.reservation)) }
            if let family = trace.failedFamily { writer.write(AddressErrorCode(family, trace.failure)) }
            writer.write(XORMappedAddress(client))
        }
    }

    private func head(_ trace: AllocateTrace) -> ReplyHead {
        ReplyHead(method: .allocate, transactionID: trace.transactionID, hasFingerprint: trace.hasFingerprint)
    }

    private mutating func signature(of record: UnsafeMutablePointer<AllocationRecord>) -> Signature? {
        let trace = record.pointee.trace
        guard let key = credentials.key(record.pointee.credential, trace.algorithm) else { return nil }
        return Signature(key: key, form: trace.form)
    }

    private mutating func leavePort(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ family: AddressFamily, portIsTaken: Bool,
        at now: NIODeadline
    ) {
        let port = record.pointee.port(family)
        let token = record.pointee.trace.reservation
        setPort(record, 0, family, slot: nil)
        record.pointee.trace.reservation = 0
        office.withBooks { books in
            if token != 0 { books.cancelReservation(token) }
            if portIsTaken { books.restPort(port, family, at: now) } else { books.givePort(port, family) }
        }
    }

    private mutating func takePort(_ index: AllocationIndex, _ family: AddressFamily, at now: NIODeadline) -> Bool {
        guard let record = record(index) else { return false }
        let wish = record.pointee.trace.wish
        let seat = record.pointee.seat
        let end = now + times.reservation
        let taken = office.withBooks { books -> (port: UInt16, token: UInt64)? in
            guard let port = books.takePort(wish, family) else { return nil }
            guard wish == .evenWithNext else { return (port, 0) }
            if let token = books.reserve(above: port, family, for: seat, until: end) { return (port, token) }
            books.givePort(port, family)
            return nil
        }
        guard let taken else { return false }
        setPort(record, taken.port, family, slot: index.slot)
        record.pointee.trace.reservation = taken.token
        return true
    }

    private mutating func giveUp(
        _ index: AllocationIndex, _ record: UnsafeMutablePointer<AllocationRecord>, at now: NIODeadline,
        reply: inout ByteBuffer
    ) -> ControlOutcome {
        counters.quotaHits.ports &+= 1
        let head = head(record.pointee.trace)
        let signature = signature(of: record)
        close(index.slot, at: now)
        return refuse(.insufficientCapacity, head, signature, reply: &reply)
    }
}
