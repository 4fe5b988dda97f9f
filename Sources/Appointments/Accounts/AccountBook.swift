// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// How long things about accounts last.
public struct AccountLimits: Sendable {
    /// A login without use.
    public var idle: TimeInterval = 12 * 3600
    /// A login in all.
    public var absolute: TimeInterval = 30 * 86_400
    /// Invitations and password links.
    public var link: TimeInterval = 3600
    public var setUpLink: TimeInterval = 7 * 86_400
    /// A forgotten password's answer takes at least this long, so that it does not tell whether the address is known.
    public var forgottenAnswer: Duration = .milliseconds(400)

    public init() {}
}

/// The use cases of accounts: one method a verb, one transaction a method, the mail in the same one.
public struct AccountBook: Sendable {
    let store: any Store
    let queue: MailQueue
    let hasher: PasswordHasher
    let signIns: AttemptThrottle
    let forgotten: AttemptThrottle
    let limits: AccountLimits
    let clock: WallClock

    /// - Parameters:
    ///   - signIns: counts attempts to sign in.
    ///   - forgotten: counts requests for a new password; what it refuses is not told.
    public init(
        store: any Store, queue: MailQueue, hasher: PasswordHasher = PasswordHasher(),
        signIns: AttemptThrottle = AttemptThrottle(), forgotten: AttemptThrottle = AttemptThrottle(),
        limits: AccountLimits = AccountLimits(), clock: WallClock = .system
    ) {
        self.store = store
        self.queue = queue
        self.hasher = hasher
        self.signIns = signIns
        self.forgotten = forgotten
        self.limits = limits
        self.clock = clock
    }

    /// Inserts what a practitioner has besides the account.
    static func furnish(_ account: Account, roomName: String, in transaction: any Transaction) throws {
        let room = RoomRow(
            id: RandomID.make(), practitionerID: account.id, slug: RoomSlug.make(name: roomName), name: roomName)
        try transaction.practitioners.insert(Practitioner(accountID: account.id, roomID: room.id))
        try transaction.rooms.insert(room)
        try FirstOffer.furnish(account, in: transaction)
    }

    /// A duplicate key here can only be the address.
    static func insert(_ account: Account, in transaction: any Transaction) throws {
        guard try transaction.accounts.find(email: account.email) == nil else {
            throw AccountError.invalid([AccountFault(.email, .taken)])
        }
        try transaction.accounts.insert(account)
    }
}
