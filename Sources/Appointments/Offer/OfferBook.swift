// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// The use cases of what a practitioner offers: types, hours, rules, and the free times that follow from them.
public struct OfferBook: Sendable {
    let store: any Store
    let clock: WallClock
    let cache = OfferCache()

    public init(store: any Store, clock: WallClock = .system) {
        self.store = store
        self.clock = clock
    }

    /// One change by a practitioner of what is theirs.
    /// - Throws: ``OfferError/notFound`` when the account may not act.
    func change<T: Sendable>(
        by account: Account, _ body: @escaping @Sendable (any Transaction, BookingRules) throws -> T
    ) async throws -> T {
        try await store.write { transaction in
            let rules = try Self.ownRules(of: account, in: transaction)
            return try body(transaction, rules)
        }
    }

    /// The rules' row of an account that may act, made when there is none. Needs a write transaction for that.
    static func ownRules(of account: Account, in transaction: any Transaction) throws -> BookingRules {
        guard Access.mayAct(account, for: account.id),
            try transaction.practitioners.find(accountID: account.id) != nil
        else { throw OfferError.notFound }
        if let rules = try transaction.bookingRules.find(practitionerID: account.id) { return rules }
        return try FirstOffer.furnish(account, in: transaction)
    }
}
