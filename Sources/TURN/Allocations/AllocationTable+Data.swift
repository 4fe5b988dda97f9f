// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// Where ChannelData goes (RFC 8656, section 12.6).
    /// - Parameters:
    ///   - bytes: payload, of all segments.
    ///   - segments: how many datagrams of one size the payload is.
    mutating func routeToPeer(
        _ index: AllocationIndex, channel: UInt16, bytes: Int, segments: Int, at now: NIODeadline
    ) -> PeerRoute {
        guard let record = record(index) else { return .drop(dropped(.noAllocation, segments)) }
        guard let entry = record.pointee.channels.first(where: { $0.number == channel }), entry.pointee.expires > now
        else { return .drop(dropped(.noChannel, segments)) }
        guard entry.pointee.permittedUntil > now else { return .drop(dropped(.noPermission, segments)) }
        return route(
            record, to: entry.pointee.peer, entry.pointee.verdict, Load(bytes: bytes, segments: segments), at: now)
    }

    /// Where the data of a Send indication goes (RFC 8656, section 11.2).
    mutating func routeToPeer(
        _ index: AllocationIndex, peer: TransportAddress, bytes: Int, segments: Int, at now: NIODeadline
    ) -> PeerRoute {
        guard let record = record(index) else { return .drop(dropped(.noAllocation, segments)) }
        guard let entry = record.pointee.permissions.first(where: { $0.ip == peer.ip }), entry.pointee.expires > now
        else { return .drop(dropped(.noPermission, segments)) }
        // A relay port says of itself whether it is one; that is asked on the way.
        guard entry.pointee.verdict.isRelay || gate.allows(port: peer.port, of: entry.pointee.verdict) else {
            return .drop(dropped(.forbiddenPeer, segments))
        }
        return route(record, to: peer, entry.pointee.verdict, Load(bytes: bytes, segments: segments), at: now)
    }

    /// How a peer's data reaches the client (RFC 8656, sections 11.3 and 12.7).
    ///
    /// - Parameter peer: ``asSeen(_:)``.
    mutating func routeToClient(
        _ index: AllocationIndex, from peer: TransportAddress, bytes: Int, segments: Int, at now: NIODeadline
    ) -> ClientFraming {
        guard let record = record(index) else { return .drop(dropped(.noAllocation, segments)) }
        return framing(record, from: peer, Load(bytes: bytes, segments: segments), at: now)
    }

    /// Whether what a peer's host says (an ICMP error, RFC 8656, section 11.5) may be told to the client.
    func hasPermission(_ index: AllocationIndex, for ip: IPAddress, at now: NIODeadline) -> Bool {
        guard let record = record(index), let entry = record.pointee.permissions.first(where: { $0.ip == ip }) else {
            return false
        }
        return entry.pointee.expires > now
    }

    @inline(__always)
    private mutating func route(
        _ record: UnsafeMutablePointer<AllocationRecord>, to peer: TransportAddress, _ verdict: PeerVerdict,
        _ load: Load, at now: NIODeadline
    ) -> PeerRoute {
        guard record.pointee.port(peer.family) != 0 else { return .drop(dropped(.forbiddenPeer, load.segments)) }
        if let reason = charge(record, load.bytes, at: now) { return .drop(dropped(reason, load.segments)) }
        guard verdict.isRelay else {
            counters.toPeers.count(packets: load.segments, bytes: load.bytes)
            return .kernel(peer)
        }
        return routeToRelay(record, peer, verdict, load, at: now)
    }

    /// A peer at one of our own relay addresses: in this table it is handed over, in another loop's it goes through the
    /// kernel. A relay port that no allocation has is not ours to reach, unless the operator listed the address.
    @inline(__always)
    private mutating func routeToRelay(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ peer: TransportAddress, _ verdict: PeerVerdict,
        _ load: Load, at now: NIODeadline
    ) -> PeerRoute {
        if let slot = peer.ip.isIPv4 ? portsIPv4.slot(peer.port) : portsIPv6.slot(peer.port),
            let other = records[slot], let source = relayed(record, peer.family)
        {
            let framing = framing(other, from: source, load, at: now)
            if case .drop(let reason) = framing {
                // Both sides may draw on one bucket: what went nowhere must not keep the other side dry.
                record.pointee.leased += Int64(load.bytes)
                return .drop(reason)
            }
            counters.toPeers.count(packets: load.segments, bytes: load.bytes)
            counters.shortcut.count(packets: load.segments, bytes: load.bytes)
            return .local(AllocationIndex(slot: slot, generation: other.pointee.generation), framing)
        }
        if office.livePorts.contains(peer.port, peer.family) {
            counters.toPeers.count(packets: load.segments, bytes: load.bytes)
            return .kernel(bound(peer))
        }
        guard verdict == .ownRelayListed, gate.allows(port: peer.port, of: verdict) else {
            return .drop(dropped(.forbiddenPeer, load.segments))
        }
        counters.toPeers.count(packets: load.segments, bytes: load.bytes)
        return .kernel(peer)
    }

    @inline(__always)
    private mutating func framing(
        _ record: UnsafeMutablePointer<AllocationRecord>, from peer: TransportAddress, _ load: Load, at now: NIODeadline
    ) -> ClientFraming {
        let channel = record.pointee.channels.first { $0.peer == peer }
        let isPermitted: Bool
        if let channel {
            isPermitted = channel.pointee.permittedUntil > now
        } else if let entry = record.pointee.permissions.first(where: { $0.ip == peer.ip }) {
            isPermitted = entry.pointee.expires > now
        } else {
            isPermitted = false
        }
        guard isPermitted else { return .drop(dropped(.noPermission, load.segments)) }
        if let reason = charge(record, load.bytes, at: now) { return .drop(dropped(reason, load.segments)) }
        counters.toClients.count(packets: load.segments, bytes: load.bytes)
        if let channel, channel.pointee.expires > now { return .channel(channel.pointee.number) }
        return .dataIndication
    }

    /// Another loop's allocation sends from the address its socket is bound to; peers know it by the advertised one.
    @inline(__always)
    func asSeen(_ peer: TransportAddress) -> TransportAddress {
        guard let interface = peer.ip.isIPv4 ? relayIPv4 : relayIPv6, peer.ip == interface.bind,
            interface.bind != interface.advertised, gate.relayPorts.contains(peer.port)
        else { return peer }
        return TransportAddress(ip: interface.advertised, port: peer.port)
    }

    /// Where the kernel finds a relayed address of ours.
    @inline(__always)
    private func bound(_ peer: TransportAddress) -> TransportAddress {
        guard let interface = peer.ip.isIPv4 ? relayIPv4 : relayIPv6, interface.bind != .unspecified(peer.family)
        else { return peer }
        return TransportAddress(ip: interface.bind, port: peer.port)
    }

    /// Takes bytes out of an allocation's lease, and asks for another one when it is used up.
    @inline(__always)
    private func charge(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ bytes: Int, at now: NIODeadline
    ) -> DropReason? {
        guard record.pointee.leased < Int64(bytes) else {
            record.pointee.leased -= Int64(bytes)
            return nil
        }
        return renewLease(record, Int64(bytes), at: now)
    }

    /// After a refusal the office is not asked before something can have changed, so that a flood meets no lock.
    @inline(never)
    private func renewLease(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ bytes: Int64, at now: NIODeadline
    ) -> DropReason? {
        guard now >= record.pointee.leaseRetryAt else { return record.pointee.leaseRefusal }
        let seat = record.pointee.seat
        let needed = bytes - record.pointee.leased
        let lease = office.withBooks { $0.lease(needed, for: seat, at: now) }
        guard lease.bytes > 0 else {
            record.pointee.leaseRetryAt = lease.retryAt
            record.pointee.leaseRefusal = lease.reason
            return lease.reason
        }
        record.pointee.leased += lease.bytes - bytes
        return nil
    }

    @inline(__always)
    private mutating func dropped(_ reason: DropReason, _ packets: Int) -> DropReason {
        counters.drops.count(reason, packets: packets)
        switch reason {
        case .rate: counters.quotaHits.rate &+= UInt64(truncatingIfNeeded: packets)
        case .bytes: counters.quotaHits.bytes &+= UInt64(truncatingIfNeeded: packets)
        default: break
        }
        return reason
    }
}
