// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Synchronization

/// Secrets that a test can foretell: call-1, call-2, …, token-1, token-2, …
final class CountingSecrets: RoomSecrets {
    private let calls = Mutex(0)
    private let tokens = Mutex(0)

    func makeCall() -> CallID {
        CallID("call-\(Self.next(calls))")
    }

    func makeResumeToken() -> TokenHash {
        TokenHash("token-\(Self.next(tokens))")
    }

    private static func next(_ count: borrowing Mutex<Int>) -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
