// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

extension AppointmentBook {
    /// How many other times can be proposed at once.
    public static let mostProposals = 5

    /// The client takes the appointment to another free slot, by the rules of booking. Its state stays; both are told.
    /// - Throws: ``AppointmentError/slotGone(_:near:)``, ``AppointmentError/tooLate(hours:)``, ``AppointmentError/over``,
    ///   ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``.
    public func move(manageToken token: String, to startsAt: Date) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        return try await changeAll { transaction in
            let details = try Self.managed(token, in: transaction)
            let appointment = details.appointment
            try Self.refuseLateness(of: appointment, now: now, in: transaction)
            guard startsAt.asStored != appointment.startsAt else { return Outcome(details, isChanged: false) }
            guard let rules = try transaction.bookingRules.find(practitionerID: appointment.practitionerID) else {
                throw AppointmentError.notFound
            }
            let settings = try OfferSettings.load(rules, now: now, in: transaction)
            try Self.check(
                startsAt.asStored, appointment.shape, settings, now: now,
                without: .init(appointmentID: appointment.id), in: transaction)
            return try move(details, to: startsAt.asStored, byClient: true, now: now, in: transaction)
        }.details
    }

    /// The practitioner moves it to any time; only another confirmed appointment is in the way.
    /// - Parameter revision: the one that the caller knows; nil is any.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/slotTaken``, ``AppointmentError/over``,
    ///   ``AppointmentError/wrongState(_:)``, ``AppointmentError/changedMeanwhile``, ``AppointmentError/notFound``.
    public func move(
        _ id: String, to startsAt: Date, by account: Account, expecting revision: Int? = nil
    ) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        if let problem = CheckedDraft.problem(ofStart: startsAt, now: now) {
            throw AppointmentError.invalid([InvalidField(.startsAt, problem)])
        }
        return try await changeAll { transaction in
            let details = try Self.owned(id, by: account, expecting: revision, in: transaction)
            let state = details.appointment.state
            guard state == .requested || state == .confirmed else { throw AppointmentError.wrongState(state) }
            guard details.appointment.isComing(at: now) else { throw AppointmentError.over }
            guard startsAt.asStored != details.appointment.startsAt else { return Outcome(details, isChanged: false) }
            return try move(details, to: startsAt.asStored, byClient: false, now: now, in: transaction)
        }.details
    }

    private func move(
        _ details: AppointmentDetails, to start: Date, byClient: Bool, now: Date, in transaction: any Transaction
    ) throws -> Outcome {
        var details = details
        let (state, previous) = (details.appointment.state, details.appointment.startsAt)
        details.appointment.startsAt = start
        details.appointment.sequence += 1
        details.appointment.delayMinutes = 0
        if details.appointment.expiresAt != nil {
            let rules = try Self.rules(of: details.appointment.practitionerID, in: transaction)
            details.appointment.setDeadlines(rules, now: now)
        }
        try transaction.proposals.delete(appointmentID: details.appointment.id)
        let facts = MailFacts(previousStart: previous)
        let mails = [Announcement(.moved, facts)] + (byClient ? [Announcement(.movedByClient, facts)] : [])
        let others = try carryOut(
            &details, from: state, mails: mails, hook: state == .confirmed ? .moved : nil, now: now, in: transaction)
        return Outcome(details, others: others)
    }

    /// Other times instead of the requested one, by mail; the client takes one with a button. What was proposed before no
    /// longer counts, and the requested slot is free for others. The same in the same words is not proposed twice.
    /// - Throws: ``AppointmentError/invalid(_:)``, ``AppointmentError/slotTaken`` when one of them is a confirmed appointment's,
    ///   ``AppointmentError/wrongState(_:)``, ``AppointmentError/changedMeanwhile``, ``AppointmentError/notFound``.
    public func propose(
        _ id: String, _ starts: [Date], words: String = "", by account: Account, expecting revision: Int? = nil
    ) async throws -> AppointmentDetails {
        let words = try Self.words(words)
        let now = clock.now.asStored
        let times = Set(starts.map(\.asStored)).sorted()
        if let problem = Self.problem(ofProposals: times, now: now) {
            throw AppointmentError.invalid([InvalidField(.proposals, problem)])
        }
        return try await changeAll { transaction in
            let known = try Self.owned(id, by: account, in: transaction)
            let proposed = try transaction.proposals.list(appointmentID: id).map(\.startsAt)
            if known.appointment.state == .requested, proposed == times, known.appointment.reason == words {
                return Outcome(known, isChanged: false)
            }
            var details = try Self.owned(id, by: account, expecting: revision, in: transaction)
            guard details.appointment.state == .requested else {
                throw AppointmentError.wrongState(details.appointment.state)
            }
            for time in times {
                var wanted = details.appointment
                wanted.startsAt = time
                guard try transaction.appointments.overlapping(wanted).isEmpty else { throw AppointmentError.slotTaken }
            }
            details.appointment.reason = words
            details.appointment.holdUntil = nil
            let last = times[times.count - 1]
            details.appointment.expiresAt = min(now.addingTimeInterval(7 * 86_400), last)
            try transaction.proposals.replace(appointmentID: id, times)
            let others = try carryOut(
                &details, from: .requested,
                mails: [Announcement(.proposed, MailFacts(alternatives: times, words: words))], now: now,
                in: transaction)
            return Outcome(details, others: others)
        }.details
    }

    private static func problem(ofProposals times: [Date], now: Date) -> InvalidField.Problem? {
        if times.isEmpty { return .missing }
        if times.count > mostProposals { return .tooLarge }
        return times.compactMap { CheckedDraft.problem(ofStart: $0, now: now.addingTimeInterval(61)) }.first
    }

    /// The proposed times that the client can take: to come, and still free. Earliest first.
    public func proposals(for details: AppointmentDetails) async throws -> [Date] {
        let (appointment, now) = (details.appointment, clock.now)
        guard appointment.state == .requested else { return [] }
        return try await store.read { transaction in
            try transaction.proposals.list(appointmentID: appointment.id).map(\.startsAt).filter { start in
                guard start > now else { return false }
                return try SlotCheck.isFree(
                    start: start, shape: appointment.shape, practitionerID: appointment.practitionerID, now: now,
                    without: .init(appointmentID: appointment.id), in: transaction)
            }
        }
    }

    /// The client takes one of the proposed times: it is confirmed, and both are told.
    /// - Throws: ``AppointmentError/slotGone(_:near:)`` when the time is past or taken meanwhile,
    ///   ``AppointmentError/wrongState(_:)``, ``AppointmentError/notFound``, also when it was not proposed.
    public func take(proposal startsAt: Date, manageToken token: String) async throws -> AppointmentDetails {
        let now = clock.now.asStored
        let start = startsAt.asStored
        return try await changeAll { transaction in
            var details = try Self.managed(token, in: transaction)
            let (appointment, shape) = (details.appointment, details.appointment.shape)
            guard appointment.state == .requested else { throw AppointmentError.wrongState(appointment.state) }
            guard
                try transaction.proposals.list(appointmentID: appointment.id).contains(where: { $0.startsAt == start })
            else { throw AppointmentError.notFound }
            func lost(_ refusal: SlotRefusal) -> SlotLost {
                SlotLost(refusal: refusal, start: start, shape: shape, practitionerID: appointment.practitionerID)
            }
            guard start > now else { throw lost(.past) }
            // Nobody would come: whoever is disabled can no longer be met.
            guard Access.mayAct(details.host, for: appointment.practitionerID) else { throw lost(.busy) }
            guard
                try SlotCheck.isFree(
                    start: start, shape: shape, practitionerID: appointment.practitionerID, now: now,
                    without: .init(appointmentID: appointment.id), in: transaction)
            else { throw lost(.busy) }
            let previous = appointment.startsAt
            details.appointment.startsAt = start
            details.appointment.confirm(now: now)
            try transaction.proposals.delete(appointmentID: appointment.id)
            let facts = MailFacts(previousStart: previous == start ? nil : previous)
            let others = try carryOut(
                &details, from: .requested, mails: [Announcement(.confirmed), Announcement(.proposalTaken, facts)],
                hook: .confirmed, now: now, in: transaction)
            return Outcome(details, others: others)
        }.details
    }
}
