// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AccountBook {
    /// Sends a link for a new password when there is such an account. Answers the same, and after the same time, when there is none.
    public func forgotPassword(email: String, address: String) async throws {
        let earliest = ContinuousClock.now + limits.forgottenAnswer
        let email = Self.comparable(email)
        if forgotten.begin(account: email, address: address) == nil {
            try await sendPasswordLink(email)
        }
        try await ContinuousClock().sleep(until: earliest)
    }

    private func sendPasswordLink(_ email: String) async throws {
        let now = clock.now
        let (token, end) = (SecretToken.make(), now.addingTimeInterval(limits.link))
        let isSent = try await store.write { [queue] transaction in
            guard let account = try transaction.accounts.find(email: email), account.disabledAt == nil,
                account.passwordHash != nil, let practice = try transaction.practice.find(id: account.practiceID)
            else { return false }
            try transaction.oneTimeTokens.delete(purpose: .passwordReset, accountID: account.id)
            try transaction.oneTimeTokens.insert(
                OneTimeToken(
                    tokenHash: TokenKeys.hash(token), purpose: .passwordReset, accountID: account.id,
                    expiresAt: end))
            try queue.resetPassword(of: account, of: practice, token: token, until: end, in: transaction)
            return true
        }
        if isSent { queue.wake() }
    }

    /// Whether the link works; looking does not use it up.
    public func isPasswordLinkUsable(token: String) async throws -> Bool {
        try await holder(token: token, purpose: .passwordReset) != nil
    }

    /// Sets the new password, ends every login of the account and signs in afresh.
    /// - Throws: ``AccountError/linkDead``, ``AccountError/invalid(_:)``.
    public func resetPassword(token: String, password: String) async throws -> LoginGrant {
        guard let holder = try await holder(token: token, purpose: .passwordReset) else { throw AccountError.linkDead }
        var reader = FieldReader()
        _ = reader.password(password, email: holder.email, name: holder.name)
        try reader.finish()
        let hash = try await hasher.hash(password)
        let now = clock.now
        return try await store.write { transaction in
            guard
                let used = try transaction.oneTimeTokens.use(
                    tokenHash: TokenKeys.hash(token), purpose: .passwordReset, now: now),
                let id = used.accountID, var account = try transaction.accounts.find(id: id),
                account.disabledAt == nil
            else { throw AccountError.linkDead }
            account.passwordHash = hash
            try transaction.accounts.update(account)
            try transaction.loginSessions.deleteAll(accountID: id)
            return try logIn(account, in: transaction)
        }
    }
}
