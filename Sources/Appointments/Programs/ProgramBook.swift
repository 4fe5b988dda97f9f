// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What a practitioner's programs may do with appointments, under the practitioner's own rights.
public struct ProgramBook: Sendable {
    /// How long the key of a repeatable request is known.
    static let keepsKeys: TimeInterval = 24 * 3600

    private let book: AppointmentBook

    public init(book: AppointmentBook) {
        self.book = book
    }

    /// Of a type: the start must be a free slot, checked in the transaction that takes it. Without one: an appointment of
    /// `draft`'s length by hand, which only another confirmed one can refuse.
    /// - Parameter state: requested or confirmed; nil is what the type says, and confirmed without a type.
    /// - Parameter caller: also one from memory (``KeyBook/likely(_:)``).
    /// - Throws: ``AppointmentError/slotGone(_:near:)``, ``AppointmentError/invalid(_:)``, ``ProgramError``.
    public func create(
        _ draft: AppointmentDraft, typeID: String?, state: AppointmentState?, by caller: KeyBook.Caller,
        once: RepeatableRequest?
    ) async throws -> ProgramAnswer {
        if let before = try await repeated(once, of: caller) { return before }
        do {
            let details = try await make(draft, typeID: typeID, state: state, by: caller, once: once)
            return ProgramAnswer(details: details, isRepeated: false)
        } catch ProgramError.callerChanged {
            throw ProgramError.callerChanged
        } catch {
            // The same request may have been done meanwhile: then it is what stood in the way of this one.
            if let before = try await repeated(once, of: caller) { return before }
            throw error
        }
    }

    private func make(
        _ draft: AppointmentDraft, typeID: String?, state: AppointmentState?, by caller: KeyBook.Caller,
        once: RepeatableRequest?
    ) async throws -> AppointmentDetails {
        var draft = draft
        (draft.origin, draft.typeID) = (.api, typeID)
        let account = caller.account
        let now = book.clock.now.asStored
        let alongside: AppointmentBook.Alongside = { transaction, details, sheet in
            if typeID != nil { try Self.checkSlot(of: details, sheet.settings, now: now, in: transaction) }
            if let once { try Self.remember(once, of: caller, details, now: now, in: transaction) }
        }
        do {
            return try await book.make(
                draft, for: account.id, by: account, state: state,
                confirming: { try KeyBook.confirm(caller, on: $0) }, alongside: alongside)
        } catch AppointmentError.notFound {
            if let typeID { _ = try await type(typeID, by: account) }
            throw AppointmentError.notFound
        } catch AppointmentError.slotTaken {
            var shape: SlotShape?
            if let typeID { shape = try await type(typeID, by: account).shape }
            throw try await taken(draft.startsAt, length: draft.lengthMinutes, shape, account)
        }
    }

    /// - Throws: ``AppointmentError/slotGone(_:near:)``, ``AppointmentError/over``,
    ///   ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``, ``ProgramError/preconditionFailed``.
    public func move(
        _ id: String, to start: Date, by caller: KeyBook.Caller, ifMatch: [String]?
    ) async throws -> ProgramAnswer {
        let before = try await matched(id, by: caller, ifMatch)
        do {
            let details = try await book.move(
                id, to: start, by: caller.account, expecting: ifMatch == nil ? nil : before.appointment.revision)
            return ProgramAnswer(details: details, isRepeated: false)
        } catch AppointmentError.slotTaken {
            let shape = before.appointment.shape
            throw try await taken(start, length: shape.lengthMinutes, shape, caller.account)
        }
    }

    /// Cancelling what is cancelled does nothing.
    /// - Throws: ``AppointmentError/over``, ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``,
    ///   ``AppointmentError/invalid(_:)``, ``ProgramError/preconditionFailed``.
    public func cancel(
        _ id: String, reason: String, by caller: KeyBook.Caller, ifMatch: [String]?
    ) async throws -> ProgramAnswer {
        let before = try await matched(id, by: caller, ifMatch)
        guard before.appointment.state != .cancelled else { return ProgramAnswer(details: before, isRepeated: true) }
        let details = try await book.cancel(
            id, reason: reason, by: caller.account, expecting: ifMatch == nil ? nil : before.appointment.revision)
        return ProgramAnswer(details: details, isRepeated: false)
    }

    /// - Returns: the page, and where the next one begins.
    public func list(
        _ page: AppointmentPage, by caller: KeyBook.Caller
    ) async throws -> (appointments: [AppointmentDetails], next: AppointmentCursor?) {
        let id = caller.account.id
        return try await book.store.read { transaction in
            var rows = try transaction.appointments.page(
                practitionerID: id, from: page.from ?? .distantPast.asStored, to: page.to ?? Self.farAway,
                state: page.state, after: page.after.map { ($0.startsAt, $0.id) }, limit: page.limit + 1)
            let hasMore = rows.count > page.limit
            rows = Array(rows.prefix(page.limit))
            let details = try rows.map { try AppointmentDetails.load($0, in: transaction) }
            return (details, hasMore ? rows.last.map(AppointmentCursor.init) : nil)
        }
    }

    private static let farAway = Date(timeIntervalSince1970: 253_402_300_799)

    private func type(_ id: String, by account: Account) async throws -> AppointmentType {
        do {
            return try await book.offers.type(id, by: account)
        } catch OfferError.notFound {
            throw ProgramError.unknownType
        }
    }

    /// The refusal with other free times.
    private func taken(
        _ start: Date, length: Int, _ shape: SlotShape?, _ account: Account
    ) async throws -> AppointmentError {
        let shape = shape ?? SlotShape(lengthMinutes: length, bufferBefore: 0, bufferAfter: 0)
        let near = try? await book.offers.near(start, shape: shape, practitionerID: account.id)
        return .slotGone(.busy, near: near ?? [])
    }

    private func matched(
        _ id: String, by caller: KeyBook.Caller, _ tags: [String]?
    ) async throws -> AppointmentDetails {
        let details = try await book.find(id, by: caller.account)
        if let tags, !tags.contains("*"), !tags.contains(ProgramAnswer.tag(details)) {
            throw ProgramError.preconditionFailed
        }
        return details
    }

    /// In the transaction that has just written the appointment, which is not in its own way.
    private static func checkSlot(
        of details: AppointmentDetails, _ settings: OfferSettings, now: Date, in transaction: any Transaction
    ) throws {
        let appointment = details.appointment
        try AppointmentBook.check(
            appointment.startsAt, appointment.shape, settings, now: now,
            without: .init(appointmentID: appointment.id), in: transaction)
    }

    private static func remember(
        _ once: RepeatableRequest, of caller: KeyBook.Caller, _ details: AppointmentDetails, now: Date,
        in transaction: any Transaction
    ) throws {
        try transaction.idempotentAnswers.delete(before: now.addingTimeInterval(-keepsKeys))
        let row = IdempotentAnswer(
            apiKeyID: caller.keyID, key: once.key, requestHash: once.hash, status: 201,
            appointmentID: details.appointment.id, createdAt: now)
        // Another one was faster: nothing of this one is kept.
        guard try transaction.idempotentAnswers.insert(row) else { throw ProgramError.otherRequest }
    }

    /// What was answered to this request before; nil when it is new.
    private func repeated(_ once: RepeatableRequest?, of caller: KeyBook.Caller) async throws -> ProgramAnswer? {
        guard let once else { return nil }
        let oldest = book.clock.now.addingTimeInterval(-Self.keepsKeys)
        return try await book.store.read { transaction in
            try KeyBook.confirm(caller, in: transaction)
            guard let row = try transaction.idempotentAnswers.find(apiKeyID: caller.keyID, key: once.key),
                row.createdAt >= oldest
            else { return nil }
            guard row.requestHash == once.hash else { throw ProgramError.otherRequest }
            guard let id = row.appointmentID else { return nil }
            let details = try AppointmentBook.owned(id, by: caller.account, in: transaction)
            return ProgramAnswer(details: details, isRepeated: true)
        }
    }
}
