// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension OfferBook {
    /// Every type that is not archived, in its order, hidden ones too.
    /// - Throws: ``OfferError/notFound``.
    public func types(of account: Account) async throws -> [AppointmentType] {
        _ = try await rules(of: account)
        return try await store.read { try $0.appointmentTypes.list(practitionerID: account.id) }
    }

    /// - Throws: ``OfferError/notFound``, also when it is another's or archived.
    public func type(_ id: String, by account: Account) async throws -> AppointmentType {
        try await store.read { try Self.owned(id, by: account, in: $0) }
    }

    /// At the end of the list.
    /// - Throws: ``OfferError/invalid(_:)``, ``OfferError/notFound``.
    @discardableResult
    public func addType(_ form: TypeForm, by account: Account) async throws -> AppointmentType {
        try await change(by: account) { transaction, _ in
            let others = try transaction.appointmentTypes.list(practitionerID: account.id)
            guard others.count < OfferLimits.types else {
                throw OfferError.invalid([OfferFault(.name, .tooMany(most: OfferLimits.types))])
            }
            let empty = AppointmentType(
                id: RandomID.make(), practitionerID: account.id, name: "", lengthMinutes: 1,
                position: (others.map(\.position).max() ?? -1) + 1, linkKey: LinkKey.make())
            let type = try form.read(over: empty)
            try transaction.appointmentTypes.insert(type)
            return type
        }
    }

    /// Appointments that were booked keep the length and the buffers that they were booked with.
    /// - Throws: ``OfferError/invalid(_:)``, ``OfferError/notFound``.
    @discardableResult
    public func changeType(_ id: String, _ form: TypeForm, by account: Account) async throws -> AppointmentType {
        try await change(by: account) { transaction, _ in
            let type = try form.read(over: try Self.owned(id, by: account, in: transaction))
            try transaction.appointmentTypes.update(type)
            return type
        }
    }

    /// Puts the types in this order; ids that are not the account's are left out, types that are not named come last.
    /// - Throws: ``OfferError/notFound``.
    public func reorderTypes(_ ids: [String], by account: Account) async throws {
        try await change(by: account) { transaction, _ in
            let types = try transaction.appointmentTypes.list(practitionerID: account.id)
            let order = Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            let sorted = types.enumerated().sorted {
                (order[$0.element.id] ?? ids.count + $0.offset) < (order[$1.element.id] ?? ids.count + $1.offset)
            }
            for (position, (_, old)) in sorted.enumerated() where old.position != position {
                var type = old
                type.position = position
                try transaction.appointmentTypes.update(type)
            }
        }
    }

    /// Takes the type out of the offer; its appointments stay.
    /// - Throws: ``OfferError/notFound``.
    public func archiveType(_ id: String, by account: Account) async throws {
        let now = clock.now
        try await change(by: account) { transaction, _ in
            var type = try Self.owned(id, by: account, in: transaction)
            type.archivedAt = now
            try transaction.appointmentTypes.update(type)
        }
    }

    /// What was taken out of the offer, the latest first; no more than may be offered.
    /// - Throws: ``OfferError/notFound``.
    public func archivedTypes(of account: Account) async throws -> [AppointmentType] {
        _ = try await rules(of: account)
        return try await store.read {
            try $0.appointmentTypes.archived(practitionerID: account.id, limit: OfferLimits.types)
        }
    }

    /// Puts an archived type back, at the end of the list. Nobody sees it before the practitioner shows it.
    /// - Throws: ``OfferError/invalid(_:)`` when there are as many as may be, ``OfferError/notFound``.
    public func restoreType(_ id: String, by account: Account) async throws {
        try await change(by: account) { transaction, _ in
            guard var type = try transaction.appointmentTypes.find(id: id), type.archivedAt != nil,
                Access.mayAct(account, for: type.practitionerID)
            else { throw OfferError.notFound }
            let others = try transaction.appointmentTypes.list(practitionerID: account.id)
            guard others.count < OfferLimits.types else {
                throw OfferError.invalid([OfferFault(.name, .tooMany(most: OfferLimits.types))])
            }
            type.archivedAt = nil
            type.visibility = .hidden
            type.position = (others.map(\.position).max() ?? -1) + 1
            try transaction.appointmentTypes.update(type)
        }
    }

    /// Gives the type a new own link; the old one is dead at once.
    /// - Throws: ``OfferError/notFound``.
    public func newTypeLink(_ id: String, by account: Account) async throws -> AppointmentType {
        try await change(by: account) { transaction, _ in
            var type = try Self.owned(id, by: account, in: transaction)
            type.linkKey = LinkKey.make()
            try transaction.appointmentTypes.update(type)
            return type
        }
    }

    static func owned(
        _ id: String, by account: Account, in transaction: any Transaction
    ) throws -> AppointmentType {
        guard let type = try transaction.appointmentTypes.find(id: id), type.archivedAt == nil,
            Access.mayAct(account, for: type.practitionerID)
        else { throw OfferError.notFound }
        return type
    }
}
