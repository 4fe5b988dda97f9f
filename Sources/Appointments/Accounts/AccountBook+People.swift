// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// An account as the owner's list shows it.
public struct Person: Sendable, Equatable {
    public let account: Account
    /// The invitation is not accepted yet; until when it works (nil: it is over).
    public let isInvited: Bool
    public let invitedUntil: Date?
}

extension AccountBook {
    /// - Throws: ``AccountError/notFound`` when the account may not administer.
    public func people(by owner: Account) async throws -> [Person] {
        guard Access.mayAdminister(owner) else { throw AccountError.notFound }
        let now = clock.now
        return try await store.read { transaction in
            try transaction.accounts.list(practiceID: owner.practiceID).map { account in
                let link = try transaction.oneTimeTokens.findUsable(
                    accountID: account.id, purpose: .invitation, now: now)
                return Person(
                    account: account, isInvited: account.passwordHash == nil, invitedUntil: link?.expiresAt)
            }
        }
    }

    /// Invites by mail, or again when the first invitation was not accepted; the link before is dead then.
    /// - Throws: ``AccountError/notFound`` when the account may not administer, ``AccountError/invalid(_:)``.
    @discardableResult
    public func invite(email: String, isPractitioner: Bool, by owner: Account) async throws -> Account {
        guard Access.mayAdminister(owner) else { throw AccountError.notFound }
        var reader = FieldReader()
        let email = reader.email(email, .email)
        try reader.finish()
        let now = clock.now
        let (token, end) = (SecretToken.make(), now.addingTimeInterval(limits.link))
        let account = try await store.write { [queue] transaction in
            guard let practice = try transaction.practice.find(id: owner.practiceID) else {
                throw AccountError.notSetUp
            }
            let account = try Self.invited(
                email, isPractitioner: isPractitioner, by: owner, of: practice, now: now, in: transaction)
            try transaction.oneTimeTokens.delete(purpose: .invitation, accountID: account.id)
            try transaction.oneTimeTokens.insert(
                OneTimeToken(
                    tokenHash: TokenKeys.hash(token), purpose: .invitation, accountID: account.id,
                    expiresAt: end))
            try queue.invite(account, by: owner, of: practice, token: token, until: end, in: transaction)
            return account
        }
        queue.wake()
        return account
    }

    private static func invited(
        _ email: String, isPractitioner: Bool, by owner: Account, of practice: Practice, now: Date,
        in transaction: any Transaction
    ) throws -> Account {
        if var known = try transaction.accounts.find(email: email) {
            guard known.passwordHash == nil, known.disabledAt == nil else {
                throw AccountError.invalid([AccountFault(.email, .taken)])
            }
            known.isPractitioner = isPractitioner
            try transaction.accounts.update(known)
            return known
        }
        // The person gives the name when accepting.
        let account = Account(
            id: RandomID.make(), practiceID: practice.id, email: email,
            name: email.split(separator: "@").first.map(String.init) ?? email, isOwner: false,
            isPractitioner: isPractitioner, language: practice.language, timeZone: practice.timeZone, createdAt: now)
        try transaction.accounts.insert(account)
        return account
    }

    /// Who is invited by this link; nil when it is dead. Looking does not use it up.
    public func invitation(token: String) async throws -> Account? {
        try await holder(token: token, purpose: .invitation)
    }

    /// - Throws: ``AccountError/linkDead``, ``AccountError/invalid(_:)``.
    public func accept(token: String, _ form: AcceptanceForm) async throws -> LoginGrant {
        guard let invited = try await invitation(token: token) else { throw AccountError.linkDead }
        var reader = FieldReader()
        let name = reader.name(form.name, .name)
        _ = reader.password(form.password, email: invited.email, name: name)
        let timeZone = reader.timeZone(form.timeZone)
        let language = reader.language(form.language)
        let hasRoomName = invited.isPractitioner && !form.roomName.isEmpty
        let roomName = hasRoomName ? reader.name(form.roomName, .roomName) : name
        try reader.finish()
        let hash = try await hasher.hash(form.password)
        let now = clock.now
        return try await store.write { transaction in
            guard
                let used = try transaction.oneTimeTokens.use(
                    tokenHash: TokenKeys.hash(token), purpose: .invitation, now: now),
                let id = used.accountID, var account = try transaction.accounts.find(id: id),
                account.disabledAt == nil
            else { throw AccountError.linkDead }
            (account.name, account.timeZone, account.language) = (name, timeZone, language)
            account.passwordHash = hash
            try transaction.accounts.update(account)
            if account.isPractitioner, try transaction.practitioners.find(accountID: account.id) == nil {
                try Self.furnish(account, roomName: roomName, in: transaction)
            }
            return try logIn(account, in: transaction)
        }
    }

    /// Turns an account off, everywhere at once, or on again. Nobody can turn themselves off. What becomes of a practitioner's
    /// coming appointments is ``AppointmentBook/disable(_:coming:by:)``'s.
    /// - Returns: the hashes of the logins that ended, whose sockets must be closed.
    /// - Throws: ``AccountError/notFound``.
    @discardableResult
    public func setDisabled(_ disabled: Bool, accountID: String, by owner: Account) async throws -> [String] {
        let now = clock.now
        return try await store.write { transaction in
            var account = try Self.other(accountID, by: owner, in: transaction)
            return try Self.turn(&account, off: disabled, now: now, in: transaction)
        }
    }

    /// Somebody else of the owner's practice.
    /// - Throws: ``AccountError/notFound``.
    static func other(_ id: String, by owner: Account, in transaction: any Transaction) throws -> Account {
        guard Access.mayAdminister(owner), owner.id != id, let account = try transaction.accounts.find(id: id),
            account.practiceID == owner.practiceID
        else { throw AccountError.notFound }
        return account
    }

    /// - Returns: the hashes of the logins that ended.
    @discardableResult
    static func turn(
        _ account: inout Account, off: Bool, now: Date, in transaction: any Transaction
    ) throws -> [String] {
        account.disabledAt = off ? account.disabledAt ?? now : nil
        try transaction.accounts.update(account)
        guard off else { return [] }
        let ended = try transaction.loginSessions.hashes(accountID: account.id)
        try transaction.apiKeys.revokeAll(practitionerID: account.id, at: now)
        try transaction.loginSessions.deleteAll(accountID: account.id)
        try transaction.oneTimeTokens.delete(purpose: .invitation, accountID: account.id)
        try transaction.oneTimeTokens.delete(purpose: .passwordReset, accountID: account.id)
        return ended
    }

    /// The account that a one-time link is for, while it works.
    func holder(token: String, purpose: OneTimePurpose) async throws -> Account? {
        let now = clock.now
        return try await store.read { transaction in
            guard
                let link = try transaction.oneTimeTokens.findUsable(
                    tokenHash: TokenKeys.hash(token), purpose: purpose, now: now),
                let id = link.accountID, let account = try transaction.accounts.find(id: id), account.disabledAt == nil
            else { return nil }
            return account
        }
    }
}
