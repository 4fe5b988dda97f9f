// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Rooms
import Synchronization

/// The resume tokens of one room's call, by their hashes: the room and the tables know only the hashes.
final class ResumeTokens: RoomSecrets {
    private let tokens = Mutex<[TokenHash: String]>([:])

    static func hash(of token: String) -> TokenHash {
        TokenHash(
            SHA256.hash(data: Array(token.utf8)).map { byte in
                let hex = String(byte, radix: 16)
                return byte < 16 ? "0" + hex : hex
            }.joined())
    }

    func makeCall() -> CallID {
        CallID(RandomToken.make())
    }

    func makeResumeToken() -> TokenHash {
        remember(RandomToken.make())
    }

    /// Keeps a token that a page presented, for the grant that may answer it.
    @discardableResult
    func remember(_ token: String) -> TokenHash {
        let hash = Self.hash(of: token)
        tokens.withLock { $0[hash] = token }
        return hash
    }

    func token(for hash: TokenHash) -> String? {
        tokens.withLock { $0[hash] }
    }

    /// Forgets all but those of the open call.
    func keep(_ hashes: [TokenHash]) {
        tokens.withLock { tokens in tokens = tokens.filter { hashes.contains($0.key) } }
    }
}
