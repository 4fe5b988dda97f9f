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

    /// A type as it would be if the draft were saved.
    /// - Parameter typeID: nil for one that is not saved yet, of which the draft says all.
    /// - Throws: ``OfferError/invalid(_:)`` for a draft that would not be saved, ``OfferError/notFound``.
    public func type(_ typeID: String?, with draft: OfferDraft, by account: Account) async throws -> AppointmentType {
        let saved: AppointmentType
        if let typeID {
            saved = try await type(typeID, by: account)
        } else {
            saved = AppointmentType(
                id: "", practitionerID: account.id, name: "", lengthMinutes: 1, position: 0, linkKey: "")
        }
        guard let form = draft.type else {
            if typeID == nil { throw OfferError.notFound }
            return saved
        }
        return try form.read(over: saved)
    }

    /// The free slots of a type in the whole horizon, sorted, as they would be if the draft were saved: the steps and the rows
    /// are those of the public page. Nothing is written or kept.
    /// - Throws: ``OfferError/invalid(_:)`` for a draft that would not be saved, ``OfferError/notFound``.
    public func slots(of type: AppointmentType, with draft: OfferDraft, by account: Account) async throws -> [Slot] {
        guard Access.mayAct(account, for: type.practitionerID) else { throw OfferError.notFound }
        let shape = type.shape
        let rules = try await rules(of: account)
        let now = clock.now
        return try await store.read { transaction in
            let settings = try OfferSettings.load(rules, now: now, in: transaction).with(draft)
            let minute = Int((now.timeIntervalSince1970 / 60).rounded(.down))
            return try Self.entry(settings, minute: minute, in: transaction).worked(shape)
        }
    }
}
