// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension OfferBook {
    /// The type that the account's public page names first; one that has only its own link when there is no other.
    /// - Throws: ``OfferError/notFound``.
    public func firstBookable(of account: Account) async throws -> AppointmentType? {
        let types = try await types(of: account)
        return types.first { $0.visibility == .shown } ?? types.first { $0.visibility == .byLink }
    }

    /// The free slots of one of the account's types in the whole horizon, sorted, as they would be if the draft were saved: the
    /// steps and the rows are those of the public page. Nothing is written or kept.
    /// - Throws: ``OfferError/invalid(_:)`` for a draft that would not be saved, ``OfferError/notFound``.
    public func slots(typeID: String, with draft: OfferDraft, by account: Account) async throws -> [Slot] {
        let shape = try await type(typeID, by: account).shape
        let rules = try await rules(of: account)
        let now = clock.now
        return try await store.read { transaction in
            let settings = try OfferSettings.load(rules, now: now, in: transaction).with(draft)
            let minute = Int((now.timeIntervalSince1970 / 60).rounded(.down))
            return try Self.entry(settings, minute: minute, in: transaction).worked(shape)
        }
    }
}
