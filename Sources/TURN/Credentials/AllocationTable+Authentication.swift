// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

extension AllocationTable {
    /// Finds out who signed a request (RFC 8489, section 9.2.4). The nonce is judged first: it costs one short code,
    /// while a username costs the derivation of its keys. Keeps nothing.
    mutating func authenticate(_ request: ClientRequest) throws(Rejection) -> Proof {
        let message = request.message
        guard message.hasMessageIntegrity || message.hasMessageIntegritySHA256 else {
            throw .challenge(.unauthenticated)
        }
        guard let nonce = message.value(of: .nonce), message.contains(.realm),
            message.contains(.username) || message.contains(.userHash)
        else { throw .badRequest }
        let verdict = office.nonces.verdict(on: nonce.bytes, from: request.from.client, at: request.now.monotonic)
        guard case .fresh(let features) = verdict else { throw .challenge(.staleNonce) }
        let algorithm = try passwordAlgorithm(message, features)
        guard let (credential, key) = signer(of: message, algorithm),
            !office.isRevoked(credential.name.participant)
        else { throw .challenge(.unauthenticated) }
        return Proof(
            credential: credential, key: key, form: message.hasMessageIntegritySHA256 ? .sha256 : .sha1,
            isExpired: credential.name.expiry <= request.now.unixSeconds)
    }

    /// How the client says it made its key. A client that answers the offer must send it back whole: a shorter list was
    /// cut by somebody on the way (bid-down protection).
    private func passwordAlgorithm(
        _ message: STUNMessage, _ features: SecurityFeatures
    ) throws(Rejection) -> PasswordAlgorithm {
        guard features.contains(.passwordAlgorithms) else { return .md5 }
        let hasList = message.contains(.passwordAlgorithms)
        let hasChoice = message.contains(.passwordAlgorithm)
        if !hasList && !hasChoice { return .md5 }
        guard let list = try? message.attribute(PasswordAlgorithms.self), list == .offered,
            let choice = try? message.attribute(PasswordAlgorithmAttribute.self), !choice.hasParameters,
            list.contains(choice.algorithm)
        else { throw .badRequest }
        return choice.algorithm
    }

    private mutating func signer(
        of message: STUNMessage, _ algorithm: PasswordAlgorithm
    ) -> (KnownCredential, LongTermKey)? {
        guard let username = message.value(of: .username) else { return hashedSigner(of: message, algorithm) }
        guard let name = EphemeralUsername(reading: username.bytes) else { return nil }
        let text = String(decoding: username.bytes, as: UTF8.self)
        if let slot = credentials.slot(username: text), let proved = proved(message, slot, algorithm) { return proved }
        for secret in office.rules.secrets {
            var credential = KnownCredential(username: text, name: name, secret: secret, realm: office.rules.realm)
            let key = credential.key(algorithm)
            if Self.isSigned(message, by: key) { return (credential, key) }
        }
        return nil
    }

    private mutating func hashedSigner(
        of message: STUNMessage, _ algorithm: PasswordAlgorithm
    ) -> (KnownCredential, LongTermKey)? {
        guard let hash = try? message.attribute(UserHash.self), let slot = credentials.slot(hash: hash) else {
            return nil
        }
        return proved(message, slot, algorithm)
    }

    private mutating func proved(
        _ message: STUNMessage, _ slot: Int, _ algorithm: PasswordAlgorithm
    ) -> (KnownCredential, LongTermKey)? {
        guard let key = credentials.key(slot, algorithm), let credential = credentials[slot],
            Self.isSigned(message, by: key)
        else { return nil }
        return (credential, key)
    }

    private static func isSigned(_ message: STUNMessage, by key: LongTermKey) -> Bool {
        message.hasMessageIntegritySHA256
            ? message.hasMessageIntegritySHA256(by: key) : message.hasMessageIntegrity(by: key)
    }
}
