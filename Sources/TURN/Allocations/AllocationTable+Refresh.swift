// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// Refresh (RFC 8656, section 8.2). A lifetime of 0 ends the allocation, or of two relayed addresses the one whose
    /// family is named.
    mutating func refresh(
        _ request: ClientRequest, _ proof: Proof, reply: inout ByteBuffer
    ) throws(Refusal) -> ControlOutcome {
        let record = try ownAllocation(request, proof)
        let asked = try AllocateRequest.read(Lifetime.self, request.message)?.seconds
        let named = try AllocateRequest.read(RequestedAddressFamily.self, request.message)
        if let named {
            guard let family = named.family, record.pointee.port(family) != 0 else {
                throw Refusal(.peerAddressFamilyMismatch)
            }
        }
        guard asked != 0 else { return leave(record, named?.family, request, proof, reply: &reply) }
        let now = request.now.monotonic
        let seconds = times.granted(asked, at: now, until: record.pointee.lastEnd)
        guard let slot = slot(of: request.from) else { throw Refusal(.allocationMismatch) }
        unschedule(slot)
        record.pointee.expires = now + .seconds(Int64(seconds))
        schedule(slot)
        return accept(request, proof, reply: &reply) { $0.write(Lifetime(seconds: seconds)) }
    }

    private mutating func leave(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ family: AddressFamily?, _ request: ClientRequest,
        _ proof: Proof, reply: inout ByteBuffer
    ) -> ControlOutcome {
        guard let index = allocation(for: request.from) else { return .silence }
        _ = accept(request, proof, reply: &reply) { $0.write(Lifetime(seconds: 0)) }
        if let family, record.pointee.portIPv4 != 0, record.pointee.portIPv6 != 0 {
            let port = record.pointee.port(family)
            setPort(record, 0, family, slot: nil)
            office.withBooks { $0.givePort(port, family) }
            return .replyAndCloseFamily(index, family)
        }
        close(index.slot, at: request.now.monotonic)
        return .replyAndClose(index)
    }
}
