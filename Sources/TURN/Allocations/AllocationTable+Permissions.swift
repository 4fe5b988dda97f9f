// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// CreatePermission (RFC 8656, section 10.2): all the addresses or none.
    mutating func createPermission(
        _ request: ClientRequest, _ proof: Proof, reply: inout ByteBuffer
    ) throws(Refusal) -> ControlOutcome {
        let record = try ownAllocation(request, proof)
        var peers: [(ip: IPAddress, verdict: PeerVerdict)] = []
        for value in request.message.attributes where value.type == .xorPeerAddress {
            guard let peer = try? XORPeerAddress(reading: value) else { throw Refusal(.badRequest) }
            // A message of 64 KiB holds thousands of addresses: what is over the limit is not even judged.
            guard peers.count < limits.permissionsPerAllocation else {
                counters.quotaHits.permissions &+= 1
                throw Refusal(.insufficientCapacity)
            }
            let ip = peer.address.ip
            if !peers.contains(where: { $0.ip == ip }) { peers.append((ip, try judge(ip, record))) }
        }
        guard !peers.isEmpty else { throw Refusal(.badRequest) }
        let now = request.now.monotonic
        purge(record, at: now)
        try makeRoom(record, permissions: peers.filter { !hasPermission(record, $0.ip) }.count, channels: 0)
        for peer in peers { permit(record, peer.ip, peer.verdict, until: now + times.permission) }
        return accept(request, proof, reply: &reply)
    }

    /// What may be reached at an address by an allocation: 443 when it has no relayed address of the family, 403 when
    /// the policy says no.
    func judge(
        _ ip: IPAddress, _ record: UnsafeMutablePointer<AllocationRecord>
    ) throws(Refusal) -> PeerVerdict {
        guard record.pointee.port(ip.family) != 0 else { throw Refusal(.peerAddressFamilyMismatch) }
        let verdict = gate.verdict(on: ip, relaysOnly: record.pointee.isDeviceTest)
        guard verdict != .refused else { throw Refusal(.forbidden) }
        return verdict
    }

    func hasPermission(_ record: UnsafeMutablePointer<AllocationRecord>, _ ip: IPAddress) -> Bool {
        record.pointee.permissions.first { $0.ip == ip } != nil
    }

    /// Installs or refreshes a permission, and tells the channels to that address.
    func permit(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ ip: IPAddress, _ verdict: PeerVerdict,
        until end: NIODeadline
    ) {
        if let entry = record.pointee.permissions.first(where: { $0.ip == ip }) {
            entry.pointee.expires = end
        } else {
            record.pointee.permissions.append(PermissionEntry(ip: ip, verdict: verdict, expires: end))
        }
        for index in 0..<record.pointee.channels.count where record.pointee.channels[index].pointee.peer.ip == ip {
            record.pointee.channels[index].pointee.permittedUntil = end
        }
    }

    /// Books entries with the office: 508 when the allocation, the participant or the server has too many.
    mutating func makeRoom(
        _ record: UnsafeMutablePointer<AllocationRecord>, permissions: Int, channels: Int
    ) throws(Refusal) {
        let seat = record.pointee.seat
        var refusal: QuotaRefusal?
        if record.pointee.permissions.count + permissions > limits.permissionsPerAllocation {
            refusal = .permissions
        } else if record.pointee.channels.count + channels > limits.channelsPerAllocation {
            refusal = .channels
        } else if permissions + channels > 0 {
            refusal = office.withBooks { $0.take(permissions: permissions, channels: channels, for: seat) }
        }
        guard let refusal else { return }
        switch refusal {
        case .permissions: counters.quotaHits.permissions &+= 1
        case .channels: counters.quotaHits.channels &+= 1
        }
        throw Refusal(.insufficientCapacity)
    }

    /// Forgets permissions that have ended, and channels whose guard time has.
    func purge(_ record: UnsafeMutablePointer<AllocationRecord>, at now: NIODeadline) {
        let guardTime = times.channelGuard
        let permissions = record.pointee.permissions.removeAll { $0.expires <= now }
        let channels = record.pointee.channels.removeAll { $0.expires + guardTime <= now }
        guard permissions + channels > 0 else { return }
        let seat = record.pointee.seat
        office.withBooks { $0.give(permissions: permissions, channels: channels, of: seat) }
    }
}
