// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// The keys with which a practitioner's other programs act for them. A key is shown once; the table holds its hash.
public struct KeyBook: Sendable {
    /// Living keys of one practitioner.
    public static let most = 10
    private static let prefix = "vv_"

    /// A key as it can be shown later: without itself.
    public struct Key: Sendable, Equatable {
        public let id: String
        public let name: String
        public let createdAt: Date
        /// To the minute.
        public let lastUsedAt: Date?
        public let isRevoked: Bool
    }

    /// Whom a request with a key acts for.
    public struct Caller: Sendable {
        public let keyID: String
        public let account: Account
    }

    private let store: any Store
    private let clock: WallClock
    private let seen = SeenCallers()

    public init(store: any Store, clock: WallClock = .system) {
        self.store = store
        self.clock = clock
    }

    /// Living ones first, the newest first.
    public func list(by account: Account) async throws -> [Key] {
        guard Access.mayAct(account, for: account.id) else { throw OutsideRefusal.notFound }
        let keys = try await store.read { try $0.apiKeys.list(practitionerID: account.id) }.map(Key.init)
        return keys.filter { !$0.isRevoked } + keys.filter(\.isRevoked)
    }

    /// - Returns: the key itself, which nobody can show again, and its entry.
    /// - Throws: ``OutsideRefusal/tooMany``, ``OutsideRefusal/name(_:)``, ``OutsideRefusal/notFound``.
    public func make(name: String, by account: Account) async throws -> (secret: String, key: Key) {
        guard Access.mayAct(account, for: account.id) else { throw OutsideRefusal.notFound }
        let name = try OutsideName.check(name)
        let secret = Self.prefix + SecretToken.make()
        let row = APIKey(
            id: RandomID.make(), practitionerID: account.id, name: name, keyHash: TokenKeys.hash(secret),
            createdAt: clock.now.asStored)
        try await store.write { transaction in
            let living = try transaction.apiKeys.list(practitionerID: account.id).filter { $0.revokedAt == nil }
            guard living.count < Self.most else { throw OutsideRefusal.tooMany }
            try transaction.apiKeys.insert(row)
        }
        return (secret, Key(row))
    }

    /// From now on the key opens nothing.
    public func revoke(_ id: String, by account: Account) async throws {
        let now = clock.now
        try await store.write { transaction in
            guard let key = try transaction.apiKeys.find(id: id), Access.mayAct(account, for: key.practitionerID) else {
                throw OutsideRefusal.notFound
            }
            try transaction.apiKeys.revoke(id: id, at: now)
        }
        seen.forget(keyID: id)
    }

    /// The practitioner behind a key; nil for one that is none, was revoked, or whose practitioner is disabled.
    public func caller(_ secret: String) async throws -> Caller? {
        guard secret.hasPrefix(Self.prefix), secret.utf8.count <= 100 else { return nil }
        let hash = TokenKeys.hash(secret)
        let now = clock.now.asStored
        let found = try await store.read { transaction -> (APIKey, Account)? in
            guard let key = try transaction.apiKeys.find(keyHash: hash),
                let account = try transaction.accounts.find(id: key.practitionerID),
                Access.mayAct(account, for: key.practitionerID)
            else { return nil }
            return (key, account)
        }
        guard let (key, account) = found else { return nil }
        if key.lastUsedAt.map({ now.timeIntervalSince($0) >= 60 }) ?? true {
            try await store.write { try $0.apiKeys.use(id: key.id, at: now) }
        }
        let caller = Caller(keyID: key.id, account: account)
        seen.keep(caller, of: hash, at: now)
        return caller
    }

    /// Whom a key acted for within the last minute, from memory; nil when that is not known. Only for what calls
    /// ``confirm(_:in:)`` or ``confirm(_:on:)`` in the transaction that acts for them, before anything else.
    public func likely(_ secret: String) -> Caller? {
        seen.find(TokenKeys.hash(secret), at: clock.now)
    }

    /// - Throws: ``ProgramError/callerChanged`` unless the key is valid still, and its account all that was believed.
    static func confirm(_ caller: Caller, in transaction: any Transaction) throws {
        guard let key = try transaction.apiKeys.find(id: caller.keyID), key.revokedAt == nil,
            let account = try transaction.accounts.find(id: key.practitionerID), account == caller.account,
            Access.mayAct(account, for: account.id)
        else { throw ProgramError.callerChanged }
    }

    /// The same from what the transaction knows of the practitioner.
    static func confirm(_ caller: Caller, on sheet: HostSheet) throws {
        guard sheet.keyIDs.contains(caller.keyID), sheet.host == caller.account,
            Access.mayAct(sheet.host, for: sheet.host.id)
        else { throw ProgramError.callerChanged }
    }
}

extension KeyBook.Key {
    fileprivate init(_ row: APIKey) {
        self.init(
            id: row.id, name: row.name, createdAt: row.createdAt, lastUsedAt: row.lastUsedAt,
            isRevoked: row.revokedAt != nil)
    }
}

/// The names that practitioners give to their calendars and programs.
enum OutsideName {
    static func check(_ text: String) throws -> String {
        do throws(FieldText.Failure) {
            return try FieldText.name(text)
        } catch {
            throw OutsideRefusal.name(error.problem)
        }
    }
}
