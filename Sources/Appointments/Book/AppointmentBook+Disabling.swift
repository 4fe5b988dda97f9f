// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What becomes of the coming appointments of a practitioner who is disabled.
public enum ComingChoice: Sendable, Equatable {
    case keep
    /// Each with its mail.
    case cancel
    /// To another practitioner of the practice, each with its mails.
    /// - Parameter cancelsRest: those that stand against a confirmed one of the other's are cancelled; otherwise one such
    ///   appointment refuses the whole.
    case hand(to: String, cancelsRest: Bool)
}

/// What a practitioner leaves behind, for the owner's decision.
public struct Leaving: Sendable {
    public let account: Account
    public let confirmed: Int
    public let requested: Int
    /// Who could take the appointments over.
    public let colleagues: [Account]
}

/// Nothing was changed: these appointments stand against confirmed ones of the other practitioner's.
public struct HandOverConflict: Error, Equatable, Sendable {
    public let starts: [Date]
}

extension AppointmentBook {
    /// - Throws: ``AccountError/notFound`` when the account may not administer, or the other one is not of the practice.
    public func leaving(_ accountID: String, by owner: Account) async throws -> Leaving {
        let now = clock.now
        return try await store.read { transaction in
            guard Access.mayAdminister(owner), let account = try transaction.accounts.find(id: accountID),
                account.practiceID == owner.practiceID
            else { throw AccountError.notFound }
            let coming = try Self.coming(of: accountID, by: owner, now: now, in: transaction)
            let colleagues = try transaction.accounts.list(practiceID: owner.practiceID).filter { other in
                guard other.id != accountID, Access.mayAct(other, for: other.id) else { return false }
                return try transaction.practitioners.find(accountID: other.id) != nil
            }
            return Leaving(
                account: account, confirmed: coming.filter { $0.state == .confirmed }.count,
                requested: coming.filter { $0.state == .requested }.count, colleagues: colleagues)
        }
    }

    /// Turns an account off, everywhere at once, and decides about its coming appointments in the same transaction. Nobody can
    /// turn themselves off.
    /// - Returns: the hashes of the logins that ended, whose sockets must be closed.
    /// - Throws: ``HandOverConflict``, ``AccountError/notFound``; ``AppointmentError/notFound`` when the other practitioner cannot
    ///   take appointments.
    public func disable(_ accountID: String, coming choice: ComingChoice, by owner: Account) async throws -> [String] {
        let now = clock.now.asStored
        let (ended, changed) = try await store.write { transaction in
            var account = try AccountBook.other(accountID, by: owner, in: transaction)
            let coming = try Self.coming(of: accountID, by: owner, now: now, in: transaction)
            // Off first: mails lead nowhere that is closed from this moment on.
            let ended = try AccountBook.turn(&account, off: true, now: now, in: transaction)
            return (ended, try settle(coming, choice, of: owner, now: now, in: transaction))
        }
        announce(changed)
        return ended
    }

    /// - Returns: the ids of the appointments that changed.
    private func settle(
        _ coming: [Appointment], _ choice: ComingChoice, of owner: Account, now: Date, in transaction: any Transaction
    ) throws -> [String] {
        switch choice {
        case .keep: return []
        case .cancel: return try coming.map { try cancel($0, now: now, in: transaction) }
        case .hand(let otherID, let cancelsRest):
            let other = try AppointmentBook.colleague(otherID, of: owner, in: transaction)
            var (stuck, losers): ([Appointment], [String]) = ([], [])
            for appointment in coming {
                guard appointment.practitionerID != otherID else { throw AppointmentError.notFound }
                // What was proposed instead of its time were the hours of the one who leaves.
                guard (appointment.state == .requested ? appointment.startsAt : appointment.endsAt) > now else {
                    _ = try cancel(appointment, now: now, in: transaction)
                    continue
                }
                if let lost = try handOver(appointment, to: other, now: now, in: transaction) {
                    losers += lost
                } else {
                    stuck.append(appointment)
                }
            }
            guard stuck.isEmpty || cancelsRest else { throw HandOverConflict(starts: stuck.map(\.startsAt)) }
            for appointment in stuck { _ = try cancel(appointment, now: now, in: transaction) }
            return coming.map(\.id) + losers
        }
    }

    private func cancel(_ appointment: Appointment, now: Date, in transaction: any Transaction) throws -> String {
        let details = try AppointmentDetails.load(appointment, in: transaction)
        return try cancel(details, byClient: false, words: "", now: now, in: transaction).details.appointment.id
    }

    /// A practitioner of the owner's practice who can take appointments.
    static func colleague(_ id: String, of owner: Account, in transaction: any Transaction) throws -> Account {
        guard let other = try transaction.accounts.find(id: id), other.practiceID == owner.practiceID,
            Access.mayAct(other, for: id), try transaction.practitioners.find(accountID: id) != nil
        else { throw AppointmentError.notFound }
        return other
    }
}
