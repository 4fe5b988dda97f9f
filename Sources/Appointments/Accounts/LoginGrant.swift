// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// A new login: what the browser gets.
public struct LoginGrant: Sendable {
    public let account: Account
    /// For the cookie only.
    public let token: String
    /// The absolute end.
    public let expiresAt: Date
}

extension AccountBook {
    func logIn(_ account: Account, in transaction: any Transaction) throws -> LoginGrant {
        let token = SecretToken.make()
        let now = clock.now
        let end = now.addingTimeInterval(limits.absolute)
        try transaction.loginSessions.insert(
            LoginSession(
                tokenHash: TokenKeys.hash(token), accountID: account.id, createdAt: now, lastSeenAt: now,
                expiresAt: end))
        return LoginGrant(account: account, token: token, expiresAt: end)
    }
}
