// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What else there is at the time of an appointment.
public struct SlotStanding: Sendable, Equatable {
    public struct Neighbour: Sendable, Equatable {
        public var clientName: String
        public var startsAt: Date
        public var endsAt: Date
    }

    /// Confirmed ones that overlap it: it cannot be confirmed there.
    public var confirmed: [Neighbour] = []
    /// Requests whose time, with its buffers, is no longer free when it is confirmed; by id.
    public var rivals: [String] = []
    /// One of the practitioner's other calendars has something there.
    public var isBusyElsewhere = false
    public var isOutsideHours = false

    public init() {}
}

extension AppointmentBook {
    /// What stands at the times of appointments, of one practitioner's all.
    /// - Throws: ``AppointmentError/notFound`` when one of them is another's.
    public func standings(of appointments: [Appointment], by account: Account) async throws -> [String: SlotStanding] {
        guard appointments.allSatisfy({ Access.mayAct(account, for: $0.practitionerID) }) else {
            throw AppointmentError.notFound
        }
        guard let first = appointments.map(\.blocksFrom).min(), let last = appointments.map(\.blocksUntil).max() else {
            return [:]
        }
        // The longest appointment is a day, the longest buffer four hours.
        let reach: TimeInterval = 86_400 + 4 * 3600
        var standings = try await store.read { transaction in
            let taken = try transaction.appointments.taken(
                practitionerID: account.id, from: first.addingTimeInterval(-reach), to: last.addingTimeInterval(reach))
            let busy = try transaction.busyFeeds.spans(practitionerID: account.id, from: first, to: last)
            var standings: [String: SlotStanding] = [:]
            for appointment in appointments {
                standings[appointment.id] = try SlotStanding(appointment, taken, busy, in: transaction)
            }
            return standings
        }
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        for appointment in appointments {
            standings[appointment.id]?.isOutsideHours = try await isOutsideHours(appointment, in: zone, by: account)
        }
        return standings
    }

    /// What stands at the time of an appointment, without a type, that is to be added.
    /// - Throws: ``AppointmentError/invalid(_:)``, as adding it would.
    public func standing(of draft: AppointmentDraft, by account: Account) async throws -> SlotStanding {
        let now = clock.now.asStored
        let checked = try CheckedDraft(draft, now: now)
        let client = checked.client(practiceID: account.practiceID, zone: account.timeZone)
        let wanted = appointment(checked, account.id, client, zone: account.timeZone, now: now)
        return try await standings(of: [wanted], by: account)[wanted.id] ?? SlotStanding()
    }

    private func isOutsideHours(
        _ appointment: Appointment, in zone: TimeZone, by account: Account
    ) async throws -> Bool {
        let day = LocalDay(appointment.startsAt, in: zone)
        let spans = try await offers.openHours(day...day, by: account).first?.spans ?? []
        return !appointment.lies(in: spans, on: day, in: zone)
    }
}

extension SlotStanding {
    fileprivate init(
        _ appointment: Appointment, _ taken: [TakenTime], _ busy: [BusySpan], in transaction: any Transaction
    ) throws {
        self.init()
        for other in taken where other.appointmentID != appointment.id {
            switch other.state {
            case .confirmed where other.startsAt < appointment.endsAt && other.endsAt > appointment.startsAt:
                guard let found = try transaction.appointments.find(id: other.appointmentID),
                    let client = try transaction.clients.find(id: found.clientID)
                else { continue }
                confirmed.append(
                    Neighbour(clientName: client.name, startsAt: other.startsAt, endsAt: other.endsAt))
            case .requested
            where other.blocksFrom < appointment.blocksUntil && other.blocksUntil > appointment.blocksFrom:
                rivals.append(other.appointmentID)
            default: continue
            }
        }
        isBusyElsewhere = busy.contains {
            $0.startsAt < appointment.blocksUntil && $0.endsAt > appointment.blocksFrom
        }
    }
}
