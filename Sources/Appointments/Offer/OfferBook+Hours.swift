// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension OfferBook {
    /// - Throws: ``OfferError/notFound``.
    public func hours(of account: Account) async throws -> WeeklyHours {
        _ = try await rules(of: account)
        return OfferSettings.week(try await store.read { try $0.weeklyHours.list(practitionerID: account.id) })
    }

    /// The whole week anew.
    /// - Parameter days: seven lists from Monday on; days that are not given are closed.
    /// - Throws: ``OfferError/invalid(_:)`` (``OfferFault/index`` is the weekday), ``OfferError/notFound``.
    public func setHours(_ days: [[SpanForm]], by account: Account) async throws {
        let rows = try Self.read(days, practitionerID: account.id)
        try await change(by: account) { transaction, _ in
            try transaction.weeklyHours.replace(practitionerID: account.id, rows)
        }
    }

    /// - Throws: ``OfferError/invalid(_:)``, see ``setHours(_:by:)``.
    static func read(_ days: [[SpanForm]], practitionerID: String) throws(OfferError) -> [WeeklyHour] {
        var reader = OfferFieldReader()
        var rows: [WeeklyHour] = []
        for (index, forms) in days.prefix(7).enumerated() {
            rows += reader.spans(forms, index: index + 1).map { span in
                WeeklyHour(
                    practitionerID: practitionerID, weekday: index + 1, startMinute: span.startMinute,
                    endMinute: span.endMinute)
            }
        }
        try reader.finish()
        return rows
    }

    /// Those that are not over, earliest first.
    /// - Throws: ``OfferError/notFound``.
    public func exceptions(of account: Account) async throws -> [HourException] {
        guard Access.mayAct(account, for: account.id) else { throw OfferError.notFound }
        let today = LocalDay(clock.now, in: TimeZone(identifier: account.timeZone) ?? .gmt).description
        return try await store.read { try $0.hourExceptions.list(practitionerID: account.id, since: today) }
    }

    /// The same range of days again takes the place of the one before.
    /// - Throws: ``OfferError/invalid(_:)``, ``OfferError/notFound``.
    @discardableResult
    public func addException(_ form: ExceptionForm, by account: Account) async throws -> HourException {
        let exception = try form.read(id: RandomID.make(), practitionerID: account.id)
        return try await change(by: account) { transaction, _ in
            let others = try transaction.hourExceptions.list(practitionerID: account.id)
            if others.count >= OfferLimits.exceptions {
                throw OfferError.invalid([OfferFault(.firstDay, .tooMany(most: OfferLimits.exceptions))])
            }
            for other in others where (other.firstDay, other.lastDay) == (exception.firstDay, exception.lastDay) {
                try transaction.hourExceptions.delete(id: other.id)
            }
            try transaction.hourExceptions.insert(exception)
            return exception
        }
    }

    /// - Throws: ``OfferError/invalid(_:)``, ``OfferError/notFound``.
    @discardableResult
    public func changeException(
        _ id: String, _ form: ExceptionForm, by account: Account
    ) async throws -> HourException {
        let exception = try form.read(id: id, practitionerID: account.id)
        return try await change(by: account) { transaction, _ in
            _ = try Self.ownedException(id, by: account, in: transaction)
            try transaction.hourExceptions.update(exception)
            return exception
        }
    }

    /// - Throws: ``OfferError/notFound``.
    public func removeException(_ id: String, by account: Account) async throws {
        try await change(by: account) { transaction, _ in
            _ = try Self.ownedException(id, by: account, in: transaction)
            try transaction.hourExceptions.delete(id: id)
        }
    }

    private static func ownedException(
        _ id: String, by account: Account, in transaction: any Transaction
    ) throws -> HourException {
        guard let exception = try transaction.hourExceptions.find(id: id),
            Access.mayAct(account, for: exception.practitionerID)
        else { throw OfferError.notFound }
        return exception
    }
}
