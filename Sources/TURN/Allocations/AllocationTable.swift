// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The allocations of one loop: who holds which relayed address, whom it may reach, until when. Knows neither sockets nor
/// clocks: the loop tells what came and when, and does what the answers say.
///
/// Requests may cost memory and time once they are authenticated. The methods of the data path (`allocation(for:)`,
/// `routeToPeer`, `routeToClient`) touch plain records only: they allocate nothing, count no references, and ask the
/// office, which has a lock, once for a lease of bytes.
struct AllocationTable: ~Copyable {
    let office: SharedOffice
    var gate: PeerGate
    let times: AllocationTimes
    let relayIPv4: RelayInterface?
    let relayIPv6: RelayInterface?
    var records = Slab<AllocationRecord>()
    var tuples = FiveTupleMap()
    var portsIPv4: RelayPortMap
    var portsIPv6: RelayPortMap
    var wheel = DeadlineWheel()
    var credentials = CredentialBook()
    /// The allocation of each stream that has one.
    var streams: [UInt32: UInt32] = [:]
    var counters = RelayCounters()
    var generation: UInt32 = 0
    var officeHasWork = false

    /// - Parameter office: shared with the other loops' tables; its rules hold for this one. Ports that the loop's sockets
    ///   were given by the system must be among the policy's listening ports.
    init(office: SharedOffice) {
        let rules = office.rules
        self.office = office
        gate = PeerGate(rules)
        times = AllocationTimes(rules.limits)
        relayIPv4 = rules.ipv4
        relayIPv6 = rules.ipv6
        portsIPv4 = RelayPortMap(range: rules.relayPorts)
        portsIPv6 = RelayPortMap(range: rules.relayPorts)
    }

    deinit { records.forEachSlot { slot in Self.free(records[slot]) } }

    /// How many allocations there are.
    var count: Int { records.count }

    var limits: RelayLimits { office.rules.limits }

    /// The allocation of a client.
    @inline(__always)
    func allocation(for tuple: FiveTuple) -> AllocationIndex? {
        guard let slot = slot(of: tuple), let record = records[slot] else { return nil }
        return AllocationIndex(slot: slot, generation: record.pointee.generation)
    }

    /// When the allocation of a client ends; nil when it has none.
    func end(ofAllocationOf tuple: FiveTuple) -> NIODeadline? {
        slot(of: tuple).flatMap { records[$0]?.pointee.expires }
    }

    /// The allocation that has a relayed port.
    @inline(__always)
    func allocation(relayPort port: UInt16, family: AddressFamily) -> AllocationIndex? {
        guard let slot = family == .ipv4 ? portsIPv4.slot(port) : portsIPv6.slot(port), let record = records[slot]
        else { return nil }
        return AllocationIndex(slot: slot, generation: record.pointee.generation)
    }

    /// Where an allocation's client is.
    @inline(__always)
    func client(of index: AllocationIndex) -> FiveTuple? { record(index)?.pointee.fiveTuple }

    /// An allocation's relayed transport address of a family, as peers see it.
    func relayedAddress(of index: AllocationIndex, _ family: AddressFamily) -> TransportAddress? {
        guard let record = record(index) else { return nil }
        return relayed(record, family)
    }

    @inline(__always)
    func record(_ index: AllocationIndex) -> UnsafeMutablePointer<AllocationRecord>? {
        guard let record = records[index.slot], record.pointee.generation == index.generation else { return nil }
        return record
    }

    @inline(__always)
    func slot(of tuple: FiveTuple) -> UInt32? {
        tuples.slot(tuples.hash(tuple)) { slot in records[slot]?.pointee.fiveTuple == tuple }
    }

    @inline(__always)
    func relayed(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ family: AddressFamily
    ) -> TransportAddress? {
        let port = record.pointee.port(family)
        guard port != 0, let interface = family == .ipv4 ? relayIPv4 : relayIPv6 else { return nil }
        return TransportAddress(ip: interface.advertised, port: port)
    }

    static func free(_ record: UnsafeMutablePointer<AllocationRecord>?) {
        record?.pointee.permissions.deallocate()
        record?.pointee.channels.deallocate()
    }
}
