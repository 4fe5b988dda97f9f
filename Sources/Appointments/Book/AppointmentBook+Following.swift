// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// A mail of a change: its kind and what it says besides.
struct Announcement {
    let kind: MailKind
    var facts = MailFacts()

    init(_ kind: MailKind, _ facts: MailFacts = MailFacts()) {
        self.kind = kind
        self.facts = facts
    }
}

extension AppointmentBook {
    /// Writes the change and everything that follows from it: its mails, its due tasks, the messages to other programs, and
    /// the requests that lose their slot by it.
    /// - Parameter state: the state that this change starts from.
    /// - Returns: the other appointments that changed.
    func carryOut(
        _ details: inout AppointmentDetails, from state: AppointmentState, mails: [Announcement],
        hook: HookEvent? = nil, now: Date, in transaction: any Transaction
    ) throws -> [String] {
        details.appointment.revision += 1
        // The mails of the change say the hour as it is by now.
        details.appointment.agree(zones, clientZone: details.client.timeZone)
        try transaction.appointments.update(details.appointment, from: state)
        try transaction.outbox.dropWaiting(
            appointmentID: details.appointment.id, kinds: MailKind.timed.map(\.rawValue), now: now)
        // Of an outage: what is no longer so must not arrive hours after what is.
        let stale = MailKind.allCases.filter { kind in
            !kind.holds(for: details.appointment, now: now) || mails.contains { $0.kind.replaces(kind) }
        }
        try transaction.outbox.dropWaiting(
            appointmentID: details.appointment.id, kinds: stale.map(\.rawValue), leastAttempts: 1, now: now)
        return try follow(details, mails: mails, hook: hook, now: now, in: transaction)
    }

    /// What follows from an appointment that was just written.
    /// - Parameters:
    ///   - isNew: nothing is planned for it yet.
    ///   - known: the practitioner's addresses for messages, where they were read already.
    /// - Returns: the other appointments that changed.
    func follow(
        _ details: AppointmentDetails, isNew: Bool = false, mails: [Announcement], hook: HookEvent? = nil,
        hooks known: [Webhook]? = nil, now: Date, in transaction: any Transaction
    ) throws -> [String] {
        for mail in mails {
            try queue.announce(
                mail.kind, details, revision: details.appointment.revision, facts: mail.facts, in: transaction)
        }
        if isNew {
            try DuePlan.begin(for: details, now: now, in: transaction)
        } else {
            try DuePlan.replace(for: details, now: now, in: transaction)
        }
        if let hook { try hooks?.announce(hook, details, to: known, in: transaction) }
        guard details.appointment.state == .confirmed else { return [] }
        return try declineLosers(to: details, now: now, in: transaction)
    }

    /// Wishes 33: the requests whose time, with its buffers, is no longer free become declined, and are told other times.
    private func declineLosers(
        to winner: AppointmentDetails, now: Date, in transaction: any Transaction
    ) throws -> [String] {
        let losers = try Self.losers(to: winner.appointment, in: transaction)
        guard !losers.isEmpty else { return [] }
        for var loser in losers {
            loser.end(as: .declined, words: "")
            loser.revision += 1
            try transaction.appointments.update(loser, from: .requested)
        }
        for loser in losers {
            guard let appointment = try transaction.appointments.find(id: loser.id) else { continue }
            let details = try AppointmentDetails.load(appointment, in: transaction)
            let times = try alternatives(to: appointment, now: now, in: transaction)
            _ = try follow(
                details, mails: [Announcement(.slotLost, MailFacts(alternatives: times))], now: now, in: transaction)
        }
        return losers.map(\.id)
    }

    /// The requests that stand in the way of a confirmed appointment, which it takes the time from.
    static func losers(to won: Appointment, in transaction: any Transaction) throws -> [Appointment] {
        let reach: TimeInterval = 86_400 + 8 * 3600
        let near = try transaction.appointments.open(
            practitionerID: won.practitionerID, from: won.blocksFrom.addingTimeInterval(-reach),
            to: won.blocksUntil.addingTimeInterval(reach))
        return near.filter {
            $0.state == .requested && $0.id != won.id && $0.blocksFrom < won.blocksUntil
                && $0.blocksUntil > won.blocksFrom
        }
    }

    /// Other free times for a client who did not get theirs; none while the public page is closed.
    func alternatives(
        to appointment: Appointment, now: Date, in transaction: any Transaction
    ) throws -> [Date] {
        guard let rules = try transaction.bookingRules.find(practitionerID: appointment.practitionerID), rules.isOpen
        else { return [] }
        let settings: OfferSettings
        do {
            settings = try OfferSettings.load(rules, now: now, in: transaction)
        } catch OfferError.notFound {
            // The practitioner is disabled: what is left to do is done without.
            return []
        }
        return try SlotCheck.near(
            appointment.startsAt, shape: appointment.shape, settings: settings, now: now, in: transaction)
    }
}

extension Appointment {
    /// With the buffers.
    public var blocksFrom: Date { startsAt.addingTimeInterval(-60 * Double(bufferBefore)) }
    public var blocksUntil: Date { endsAt.addingTimeInterval(60 * Double(bufferAfter)) }

    /// Until when a request keeps its slot, and when it is over: always before the start.
    mutating func setDeadlines(_ rules: BookingRules, now: Date) {
        let hours: Double = rules.holdsRequests ? Double(rules.holdHours) : 7 * 24
        let end = now.addingTimeInterval(hours * 3600).upToMinute
        // From the first request on: moving it to and fro holds no slot for longer.
        let holdEnd = createdAt.addingTimeInterval(hours * 3600).upToMinute
        let last = startsAt.addingTimeInterval(-1800)
        let expiry = min(end, last > now ? last : startsAt)
        expiresAt = expiry
        holdUntil = rules.holdsRequests ? min(holdEnd, expiry) : nil
    }
}

extension Date {
    /// The whole minute at or after it. What blocks a slot ends on whole minutes, so that what is kept for a minute holds in
    /// all of it.
    var upToMinute: Date {
        Date(timeIntervalSince1970: (timeIntervalSince1970 / 60).rounded(.up) * 60)
    }
}
