// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The client's half of long-term credentials (RFC 8489, section 9.2), with MD5 and MESSAGE-INTEGRITY, as browsers use them.
struct ClientAuthentication {
    enum Verdict {
        case done
        /// The answer brought realm and nonce: ask again.
        case again
        case failed(TURNClientError)
    }

    /// What a challenge told.
    private struct Challenge {
        let realm: String
        let nonce: String
        let key: LongTermKey
    }

    private let credential: EphemeralCredential?
    private var challenge: Challenge?

    init(credential: EphemeralCredential?) {
        self.credential = credential
    }

    /// Ends a request with what proves who asks, as far as it is known.
    func finish(_ writer: consuming STUNMessageWriter, into buffer: inout ByteBuffer) throws(STUNError) {
        guard let credential, let challenge else { return writer.finish(fingerprint: true, into: &buffer) }
        try writer.write(Username.self, credential.username)
        try writer.write(Realm.self, challenge.realm)
        try writer.write(Nonce.self, challenge.nonce)
        writer.finish(integrity: .sha1, key: challenge.key, fingerprint: true, into: &buffer)
    }

    /// - Parameter attempt: how many answers this request had before.
    mutating func judge(_ answer: STUNMessage, attempt: Int) -> Verdict {
        if answer.messageClass == .successResponse {
            guard let challenge, answer.method != .binding else { return .done }
            return answer.hasMessageIntegrity(by: challenge.key) ? .done : .failed(.invalidAnswer)
        }
        guard let error = try? answer.attribute(ErrorCodeAttribute.self) else { return .failed(.invalidAnswer) }
        let isFresh = self.learn(answer)
        switch error.code {
        case .unauthenticated where isFresh && attempt == 0, .staleNonce where isFresh && attempt < 3: return .again
        default: return .failed(.response(error.code, reason: String(decoding: error.reason, as: UTF8.self)))
        }
    }

    /// Whether the answer brings a nonce that was not used yet.
    private mutating func learn(_ answer: STUNMessage) -> Bool {
        guard let credential, let nonce = (try? answer.attribute(Nonce.self))?.text,
            let realm = (try? answer.attribute(Realm.self))?.text ?? self.challenge?.realm,
            nonce != self.challenge?.nonce
        else { return false }
        let isFirst = self.challenge == nil
        let key = LongTermKey(username: credential.username, realm: realm, password: credential.password)
        self.challenge = Challenge(realm: realm, nonce: nonce, key: key)
        let code = (try? answer.attribute(ErrorCodeAttribute.self))?.code
        return isFirst || code == .staleNonce
    }
}
