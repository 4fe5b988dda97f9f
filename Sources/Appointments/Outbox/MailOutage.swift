// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Storage

/// That no mail leaves, for those who count on it.
public struct MailOutage: Sendable, Equatable {
    public let since: Date
    /// How many mails wait.
    public let waiting: Int
    /// What became of the last attempt: the code of the server's reply, or a word of ``Unreachable/Cause``. It names nobody.
    public let reply: String

    /// Keeps an attempt in vain in mind, but for one that failed for its recipient's address.
    /// - Parameter isAgain: the same mail was tried in vain before, as one that a server puts off to see whether it comes again.
    static func note(
        _ failure: DeliveryFailure, isAgain: Bool = false, at now: Date, in transaction: any Transaction
    ) throws {
        let reply: String
        switch failure {
        case .refused(_, isOfAddress: true): return
        case .refused(let answer, _), .deferred(let answer): reply = String(answer.code)
        case .unreachable(let why): reply = why.cause.rawValue
        case .cancelled: return
        }
        try transaction.mailTrouble.note(reply: reply, isOfServer: failure.isOfServer, isAgain: isAgain, at: now)
    }

    /// A mail was accepted: those that waited for the server need not wait for their own next attempt.
    static func end(at now: Date, in transaction: any Transaction) throws {
        guard let trouble = try transaction.mailTrouble.end(), trouble.isCertain else { return }
        try transaction.outbox.wake(now: now)
    }
}

extension AppointmentBook {
    /// Nil while mails leave, and when there is no mail server that could take them.
    public func mailOutage() async throws -> MailOutage? {
        guard queue.isDelivering else { return nil }
        return try await store.read { transaction in
            guard let trouble = try transaction.mailTrouble.find(), trouble.isCertain else { return nil }
            return MailOutage(
                since: trouble.since, waiting: try transaction.outbox.waiting(), reply: trouble.reply)
        }
    }
}
