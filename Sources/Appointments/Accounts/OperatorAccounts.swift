// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What the person at the command line does with accounts: no mail, no login, no limit of attempts.
public struct OperatorAccounts: Sendable {
    private let store: any Store
    private let hasher: PasswordHasher
    private let clock: WallClock

    public init(store: any Store, hasher: PasswordHasher = PasswordHasher(), clock: WallClock = .system) {
        self.store = store
        self.hasher = hasher
        self.clock = clock
    }

    /// Adds somebody who can sign in at once, in the practice's language and zone.
    /// - Throws: ``AccountError/notSetUp``, ``AccountError/invalid(_:)``.
    @discardableResult
    public func addUser(
        email: String, name: String, password: String, isOwner: Bool = false, isPractitioner: Bool = true
    ) async throws -> Account {
        var reader = FieldReader()
        let name = reader.name(name, .name)
        let email = reader.email(email, .email)
        _ = reader.password(password, email: email, name: name)
        try reader.finish()
        let hash = try await hasher.hash(password)
        let now = clock.now
        return try await store.write { transaction in
            guard let practice = try transaction.practice.find() else { throw AccountError.notSetUp }
            let account = Account(
                id: RandomID.make(), practiceID: practice.id, email: email, name: name, isOwner: isOwner,
                isPractitioner: isPractitioner, passwordHash: hash, language: practice.language,
                timeZone: practice.timeZone, createdAt: now)
            try AccountBook.insert(account, in: transaction)
            if isPractitioner { try AccountBook.furnish(account, roomName: name, in: transaction) }
            return account
        }
    }

    /// Sets a password, turns the account on if it was off, and ends its logins.
    /// - Throws: ``AccountError/notFound``, ``AccountError/invalid(_:)``.
    @discardableResult
    public func setPassword(email: String, password: String) async throws -> Account {
        let email = AccountBook.comparable(email)
        guard let account = try await store.read({ try $0.accounts.find(email: email) }) else {
            throw AccountError.notFound
        }
        var reader = FieldReader()
        _ = reader.password(password, email: email, name: account.name)
        try reader.finish()
        let hash = try await hasher.hash(password)
        try await store.write { transaction in
            guard var account = try transaction.accounts.find(id: account.id) else { throw AccountError.notFound }
            account.passwordHash = hash
            account.disabledAt = nil
            try transaction.accounts.update(account)
            if account.isPractitioner, try transaction.practitioners.find(accountID: account.id) == nil {
                try AccountBook.furnish(account, roomName: account.name, in: transaction)
            }
            try transaction.loginSessions.deleteAll(accountID: account.id)
            try transaction.oneTimeTokens.delete(purpose: .invitation, accountID: account.id)
            try transaction.oneTimeTokens.delete(purpose: .passwordReset, accountID: account.id)
        }
        return account
    }

    /// Turns an account off, everywhere at once, or on again.
    /// - Throws: ``AccountError/notFound``.
    public func setDisabled(_ disabled: Bool, email: String) async throws -> Account {
        let email = AccountBook.comparable(email)
        let now = clock.now
        return try await store.write { transaction in
            guard var account = try transaction.accounts.find(email: email) else { throw AccountError.notFound }
            try AccountBook.turn(&account, off: disabled, now: now, in: transaction)
            return account
        }
    }
}
