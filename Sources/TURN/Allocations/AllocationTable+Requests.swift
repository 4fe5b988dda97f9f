// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// Handles a message from a client: everything but Send indications, which the data path reads itself.
    /// - Parameter reply: emptied; afterwards what must be sent, when the outcome says so.
    mutating func receive(
        _ message: STUNMessage, from tuple: FiveTuple, at now: Moment, reply: inout ByteBuffer
    ) -> ControlOutcome {
        reply.clear()
        guard message.isFingerprintRight else { return tuple.transport.isStream ? .closeStream : .silence }
        guard message.messageClass == .request else { return .silence }
        let request = ClientRequest(message: message, from: tuple, now: now)
        switch message.method {
        case .binding: return bind(request, reply: &reply)
        case .allocate, .refresh, .createPermission, .channelBind: return serve(request, reply: &reply)
        // RFC 6062's methods too: this relay has no TCP towards peers.
        default: return .silence
        }
    }

    private mutating func serve(_ request: ClientRequest, reply: inout ByteBuffer) -> ControlOutcome {
        let proof: Proof
        do throws(Rejection) {
            proof = try authenticate(request)
        } catch {
            switch error {
            case .challenge(let code): return challenge(code, request, reply: &reply)
            case .badRequest: return refuseStranger(.badRequest, request, reply: &reply)
            }
        }
        if let unknown = request.message.unknownComprehensionRequired() {
            return refuse(.unknownAttribute, request, proof, reply: &reply) { $0.write(unknown) }
        }
        do throws(Refusal) {
            switch request.message.method {
            case .allocate: return try allocate(request, proof, reply: &reply)
            case .refresh: return try refresh(request, proof, reply: &reply)
            case .createPermission: return try createPermission(request, proof, reply: &reply)
            default: return try bindChannel(request, proof, reply: &reply)
            }
        } catch {
            guard error.code != .unauthenticated else { return challenge(error.code, request, reply: &reply) }
            return refuse(error.code, request, proof, reply: &reply)
        }
    }

    /// Binding (RFC 8489, section 6.3.1), for anybody.
    private mutating func bind(_ request: ClientRequest, reply: inout ByteBuffer) -> ControlOutcome {
        if let unknown = request.message.unknownComprehensionRequired() {
            return refuseStranger(.unknownAttribute, request, reply: &reply) { $0.write(unknown) }
        }
        counters.bindings &+= 1
        write(.successResponse, request.head, signed: nil, into: &reply) { writer in
            writer.write(XORMappedAddress(request.from.client))
        }
        return .reply
    }

    /// The place of the client's own allocation (RFC 8656, section 5): 437 without one, 441 when somebody else made it.
    func ownAllocation(_ request: ClientRequest, _ proof: Proof) throws(Refusal) -> UnsafeMutablePointer<
        AllocationRecord
    > {
        guard let slot = slot(of: request.from), let record = records[slot], !record.pointee.isOpening else {
            throw Refusal(proof.isExpired ? .unauthenticated : .allocationMismatch)
        }
        guard credentials[record.pointee.credential]?.username == proof.credential.username else {
            throw Refusal(proof.isExpired ? .unauthenticated : .wrongCredentials)
        }
        return record
    }
}
