// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

extension AccountBook {
    /// Signs in. The login is a new one each time; the one that the browser had ends.
    /// - Parameters:
    ///   - address: the peer's, by which guessing is slowed.
    ///   - presented: the token in the browser's cookie.
    /// - Throws: ``AccountError/signInRefused``, ``AccountError/tooManyAttempts(retryAfter:)``, ``AccountError/busy``.
    public func signIn(
        email: String, password: String, address: String, replacing presented: String? = nil
    ) async throws -> LoginGrant {
        let email = Self.comparable(email)
        if let wait = signIns.begin(account: email, address: address) {
            throw AccountError.tooManyAttempts(retryAfter: wait)
        }
        let found = try await store.read { try $0.accounts.find(email: email) }
        let usable = found.flatMap { $0.disabledAt == nil ? $0.passwordHash : nil }
        let known = password.utf8.count <= PasswordRule.most * 8
        guard try await hasher.verify(known ? password : "", against: known ? usable : nil), let found, let usable
        else { throw AccountError.signInRefused }
        signIns.succeed(account: email, address: address)
        let renewed = hasher.isOutdated(usable) ? try await hasher.hash(password) : usable
        return try await store.write { transaction in
            // The password was checked outside the transaction: it must still be this one.
            guard var account = try transaction.accounts.find(id: found.id), account.disabledAt == nil,
                account.passwordHash == usable
            else { throw AccountError.signInRefused }
            if renewed != usable {
                account.passwordHash = renewed
                try transaction.accounts.update(account)
            }
            if let presented { try transaction.loginSessions.delete(tokenHash: TokenKeys.hash(presented)) }
            return try logIn(account, in: transaction)
        }
    }

    /// The account that a cookie's token stands for; nil when the login is over or the account is off. Using it keeps it alive.
    public func account(token: String) async throws -> Account? {
        let hash = TokenKeys.hash(token)
        let now = clock.now
        let idleSince = now.addingTimeInterval(-limits.idle)
        let found = try await store.read { transaction -> (Account, Date)? in
            guard let session = try transaction.loginSessions.find(tokenHash: hash), session.expiresAt > now,
                session.lastSeenAt > idleSince,
                let account = try transaction.accounts.find(id: session.accountID), account.disabledAt == nil
            else { return nil }
            return (account, session.lastSeenAt)
        }
        guard let (account, lastSeen) = found else { return nil }
        // A write for each request would be a flush of the disk for each. A disk that is full must not keep people from
        // reading: the next request tries again.
        if now.timeIntervalSince(lastSeen) > 60 {
            try? await store.write { try $0.loginSessions.touch(tokenHash: hash, at: now) }
        }
        return account
    }

    public func signOut(token: String) async throws {
        try await store.write { try $0.loginSessions.delete(tokenHash: TokenKeys.hash(token)) }
    }

    /// As accounts hold addresses. What is no address finds no account.
    static func comparable(_ email: String) -> String {
        let trimmed = email.trimmingCharacters(in: .whitespaces)
        return (try? EmailAddress(validating: trimmed))?.comparable ?? ""
    }
}
