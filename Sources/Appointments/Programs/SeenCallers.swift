// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Who called lately, by the hash of the key. A memory that may be wrong: see ``KeyBook/confirm(_:in:)``.
final class SeenCallers: Sendable {
    /// After it the table is asked, which also notes when a key was used.
    private static let lifetime: TimeInterval = 60
    private static let most = 1000

    private let callers = Mutex<[String: (caller: KeyBook.Caller, at: Date)]>([:])

    func find(_ hash: String, at now: Date) -> KeyBook.Caller? {
        callers.withLock { callers in
            guard let (caller, at) = callers[hash], abs(now.timeIntervalSince(at)) < Self.lifetime else { return nil }
            return caller
        }
    }

    func keep(_ caller: KeyBook.Caller, of hash: String, at now: Date) {
        callers.withLock { callers in
            if callers.count >= Self.most { callers.removeAll() }
            callers[hash] = (caller, now)
        }
    }

    func forget(keyID: String) {
        callers.withLock { callers in callers = callers.filter { $0.value.caller.keyID != keyID } }
    }
}
