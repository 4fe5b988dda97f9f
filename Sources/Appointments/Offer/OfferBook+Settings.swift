// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

extension OfferBook {
    /// What holds for all of the account's types; made with the usual values when there is none.
    /// - Throws: ``OfferError/notFound`` when the account holds no appointments.
    public func rules(of account: Account) async throws -> BookingRules {
        guard Access.mayAct(account, for: account.id) else { throw OfferError.notFound }
        if let rules = try await store.read({ try $0.bookingRules.find(practitionerID: account.id) }) { return rules }
        return try await change(by: account) { _, rules in rules }
    }

    /// - Throws: ``OfferError/invalid(_:)``, ``OfferError/notFound``.
    @discardableResult
    public func setRules(_ form: RulesForm, by account: Account) async throws -> BookingRules {
        try await change(by: account) { transaction, old in
            let rules = try form.read(over: old)
            if let other = try transaction.bookingRules.find(slug: rules.slug), other.practitionerID != account.id {
                throw OfferError.invalid([OfferFault(.slug, .taken)])
            }
            try transaction.bookingRules.update(rules)
            return try transaction.bookingRules.find(practitionerID: account.id) ?? rules
        }
    }

    /// The switch of the public page.
    /// - Throws: ``OfferError/notFound``.
    @discardableResult
    public func setOpen(_ isOpen: Bool, by account: Account) async throws -> BookingRules {
        try await change(by: account) { transaction, old in
            var rules = old
            rules.isOpen = isOpen
            try transaction.bookingRules.update(rules)
            return try transaction.bookingRules.find(practitionerID: account.id) ?? rules
        }
    }
}
