// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AccountBook {
    /// Makes the one-time set-up link's token, which replaces the one before; nil when there is an owner.
    public func setUpToken() async throws -> String? {
        let token = SecretToken.make()
        let now = clock.now
        return try await store.write { [limits] transaction in
            guard try transaction.accounts.owner() == nil else { return nil }
            try transaction.oneTimeTokens.delete(purpose: .setUp, accountID: nil)
            try transaction.oneTimeTokens.insert(
                OneTimeToken(
                    tokenHash: TokenKeys.hash(token), purpose: .setUp,
                    expiresAt: now.addingTimeInterval(limits.setUpLink)))
            return token
        }
    }

    /// Whether the set-up link works; looking does not use it up.
    public func isSetUpUsable(token: String) async throws -> Bool {
        let now = clock.now
        return try await store.read { transaction in
            try transaction.accounts.owner() == nil
                && transaction.oneTimeTokens.findUsable(
                    tokenHash: TokenKeys.hash(token), purpose: .setUp, now: now) != nil
        }
    }

    /// Uses the set-up link: makes the practice, its owner and (if wanted) the owner's room, and signs the owner in.
    /// - Throws: ``AccountError/linkDead``, ``AccountError/invalid(_:)``.
    public func completeSetUp(token: String, _ form: SetUpForm) async throws -> LoginGrant {
        guard try await isSetUpUsable(token: token) else { throw AccountError.linkDead }
        let read = try SetUpReading(form, now: clock.now)
        let hash = try await hasher.hash(form.password)
        let now = clock.now
        return try await store.write { transaction in
            guard try transaction.accounts.owner() == nil,
                try transaction.oneTimeTokens.use(tokenHash: TokenKeys.hash(token), purpose: .setUp, now: now) != nil
            else { throw AccountError.linkDead }
            var account = read.account
            account.passwordHash = hash
            try transaction.practice.insert(read.practice)
            try transaction.accounts.insert(account)
            if account.isPractitioner { try Self.furnish(account, roomName: read.roomName, in: transaction) }
            return try logIn(account, in: transaction)
        }
    }
}

/// The set-up form, checked.
private struct SetUpReading {
    let practice: Practice
    let account: Account
    let roomName: String

    init(_ form: SetUpForm, now: Date) throws(AccountError) {
        var reader = FieldReader()
        let practiceName = reader.line(form.practiceName, .practiceName, most: 120)
        let name = reader.name(form.name, .name)
        let email = reader.email(form.email, .email)
        _ = reader.password(form.password, email: email, name: name)
        let timeZone = reader.timeZone(form.timeZone)
        let language = reader.language(form.language)
        roomName = form.isPractitioner && !form.roomName.isEmpty ? reader.name(form.roomName, .roomName) : name
        try reader.finish()
        practice = Practice(
            id: RandomID.make(), name: practiceName, ownerContact: email, senderName: practiceName,
            language: language, timeZone: timeZone)
        account = Account(
            id: RandomID.make(), practiceID: practice.id, email: email, name: name, isOwner: true,
            isPractitioner: form.isPractitioner, language: language, timeZone: timeZone, createdAt: now)
    }
}
