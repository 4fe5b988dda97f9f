// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// Writes a whole reply. SOFTWARE, if wanted at all, is only told to those who are known.
    func write(
        _ messageClass: MessageClass, _ head: ReplyHead, signed signature: Signature?, into reply: inout ByteBuffer,
        _ body: (inout STUNMessageWriter) -> Void
    ) {
        var writer = STUNMessageWriter(messageClass, head.method, head.transactionID, into: &reply)
        body(&writer)
        guard let signature else {
            writer.finish(fingerprint: head.hasFingerprint, into: &reply)
            return
        }
        if let software = office.rules.software { try? writer.write(Software.self, software) }
        writer.finish(
            integrity: signature.form, key: signature.key, fingerprint: head.hasFingerprint, into: &reply)
    }

    mutating func accept(
        _ request: ClientRequest, _ proof: Proof, reply: inout ByteBuffer,
        _ body: (inout STUNMessageWriter) -> Void = { _ in }
    ) -> ControlOutcome {
        write(.successResponse, request.head, signed: proof.signature, into: &reply, body)
        return .reply
    }

    mutating func refuse(
        _ code: ErrorCode, _ request: ClientRequest, _ proof: Proof, reply: inout ByteBuffer,
        _ body: (inout STUNMessageWriter) -> Void = { _ in }
    ) -> ControlOutcome {
        refuse(code, request.head, proof.signature, reply: &reply, body)
    }

    mutating func refuse(
        _ code: ErrorCode, _ head: ReplyHead, _ signature: Signature?, reply: inout ByteBuffer,
        _ body: (inout STUNMessageWriter) -> Void = { _ in }
    ) -> ControlOutcome {
        counters.refusals.count(Int(code.rawValue))
        write(.errorResponse, head, signed: signature, into: &reply) { writer in
            writer.write(code)
            body(&writer)
        }
        return .reply
    }

    /// An error to somebody unknown: over UDP the source may be forged, so it comes out of that address's budget.
    mutating func refuseStranger(
        _ code: ErrorCode, _ request: ClientRequest, reply: inout ByteBuffer,
        _ body: (inout STUNMessageWriter) -> Void = { _ in }
    ) -> ControlOutcome {
        guard mayAnswerStranger(request) else { return .silence }
        return refuse(code, request.head, nil, reply: &reply, body)
    }

    /// 401 or 438 with realm and a fresh nonce (RFC 8489, section 9.2.4). Over UDP never more than four times the
    /// request: a short one gets no PASSWORD-ALGORITHMS, and a nonce that announces none; a shorter one gets nothing.
    mutating func challenge(_ code: ErrorCode, _ request: ClientRequest, reply: inout ByteBuffer) -> ControlOutcome {
        let realm = office.rules.realm
        let isStream = request.from.transport.isStream
        let room = isStream ? Int.max : 4 * request.message.bytes.count
        let plain = 20 + 8 + 4 + (NonceMint.byteCount + 3) & ~3 + 4 + (realm.utf8.count + 3) & ~3
        let least = plain + (request.message.hasFingerprint ? 8 : 0)
        guard least <= room, mayAnswerStranger(request) else { return .silence }
        let offersAlgorithms = least + 12 <= room
        let nonce = office.nonces.nonce(
            for: request.from.client, features: offersAlgorithms ? .passwordAlgorithms : [],
            at: request.now.monotonic)
        return refuse(code, request.head, nil, reply: &reply) { writer in
            nonce.withUnsafeBytes { writer.write(Nonce(bytes: $0)) }
            try? writer.write(Realm.self, realm)
            if offersAlgorithms { writer.write(PasswordAlgorithms.offered) }
        }
    }

    private mutating func mayAnswerStranger(_ request: ClientRequest) -> Bool {
        if request.from.transport.isStream { return true }
        guard office.mayChallenge(request.from.client.ip, at: request.now.monotonic) else {
            counters.suppressedChallenges &+= 1
            return false
        }
        return true
    }
}
