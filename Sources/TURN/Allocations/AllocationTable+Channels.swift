// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// ChannelBind (RFC 8656, section 12.2). A number and a peer stay together until five minutes after the binding's
    /// end: data that is still under way must not reach somebody else.
    mutating func bindChannel(
        _ request: ClientRequest, _ proof: Proof, reply: inout ByteBuffer
    ) throws(Refusal) -> ControlOutcome {
        let record = try ownAllocation(request, proof)
        guard let number = try AllocateRequest.read(ChannelNumberAttribute.self, request.message)?.channel?.rawValue,
            let peer = try AllocateRequest.read(XORPeerAddress.self, request.message)?.address
        else { throw Refusal(.badRequest) }
        let now = request.now.monotonic
        purge(record, at: now)
        let bound = record.pointee.channels.first { $0.number == number || $0.peer == peer }
        if let bound, bound.pointee.number != number || bound.pointee.peer != peer { throw Refusal(.badRequest) }
        let verdict = try judge(peer.ip, record)
        guard gate.allows(port: peer.port, of: verdict) else { throw Refusal(.forbidden) }
        let isNew = bound == nil
        try makeRoom(record, permissions: hasPermission(record, peer.ip) ? 0 : 1, channels: isNew ? 1 : 0)
        if isNew {
            record.pointee.channels.append(
                ChannelEntry(peer: peer, number: number, verdict: verdict, expires: now, permittedUntil: now))
        }
        record.pointee.channels.first { $0.number == number }?.pointee.expires = now + times.channel
        permit(record, peer.ip, verdict, until: now + times.permission)
        return accept(request, proof, reply: &reply)
    }
}
