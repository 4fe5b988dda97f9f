// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage

/// What one event of a room adds to the tables, written in one transaction before anything is said.
struct RoomWrites: Sendable {
    /// How long a spent ticket is kept (rule 5).
    static let spentLifetime: TimeInterval = 3600
    /// A host's page that is in the room is remembered as long as its ticket could be renewed.
    static let hostPageLifetime = TicketIssuer.renewal
    /// That somebody lost their relay is remembered for longer than any credential lasts.
    static let revokedLifetime: TimeInterval = 2 * 86_400

    let room: String
    let moment: Moment
    let old: StoredRoom
    private(set) var new: StoredRoom
    private let oldRelay: RelaySeats
    /// The participants' names at the relay from now on, and those who have nothing more to relay.
    private(set) var relay: RelaySeats
    private(set) var revoked: [String] = []
    private var spent: [(VisitorID, Verdict)] = []
    private var attendance: [(AppointmentID, Rooms.AttendanceEvent)] = []
    private var endReason = EndReason.lapsed

    /// - Parameter relayUntil: when credentials end that are given now.
    init(
        _ actions: [RoomAction], room: RoomID, old: StoredRoom, relay: RelaySeats,
        relayUntil: ContinuousClock.Instant, at moment: Moment
    ) {
        self.room = room.rawValue
        self.moment = moment
        self.old = old
        new = old
        oldRelay = relay
        self.relay = relay
        for action in actions {
            switch action {
            case .persist(let record): new.record = record
            case .spend(let visitor, let verdict): spent.append((visitor, verdict))
            case .record(let appointment, let event):
                attendance.append((appointment, event))
                if case .ended(let reason) = event { endReason = reason }
            case .send(_, .hostRoom(let view)):
                if let ended = view.ended { endReason = ended.reason }
            default: break
            }
        }
        new.connectedAt = connectedAt
        seat(actions, until: relayUntil)
    }

    /// Takes the relay from whoever is in the call no more (it was hung up, they were excluded, somebody else has the seat),
    /// and names whoever is new.
    private mutating func seat(_ actions: [RoomAction], until expires: ContinuousClock.Instant) {
        revoked = relay.leave(allBut: new.record.call?.id)
        for case .send(let page, .grant(let grant)) in actions {
            if let replaced = relay.take(grant, by: page, until: expires) { revoked.append(replaced) }
        }
    }

    var isEmpty: Bool {
        old.record == new.record && spent.isEmpty && attendance.isEmpty && revoked.isEmpty && !isRenamed
    }

    private var isRenamed: Bool {
        [Role.host, .guest].contains { relay.participant(of: $0) != oldRelay.participant(of: $0) }
    }

    func apply(_ transaction: any Transaction) throws {
        if old.record.isLocked != new.record.isLocked {
            try transaction.rooms.setLocked(new.record.isLocked, id: room, epoch: old.epoch)
        }
        try saveCall(transaction)
        try saveHostPage(transaction)
        for (source, until) in new.record.silenced where old.record.silenced[source] != until {
            try transaction.spentTickets.save(.silenced(source, room: room, until: moment.date(of: until)))
        }
        for participant in revoked {
            try transaction.revokedCredentials.save(
                RevokedCredential(
                    participant: participant, expiresAt: moment.date.addingTimeInterval(Self.revokedLifetime)))
        }
        for (visitor, verdict) in spent {
            try transaction.spentTickets.save(
                SpentTicket(
                    ticketID: visitor.rawValue, roomID: room, outcome: verdict.rawValue,
                    expiresAt: moment.date.addingTimeInterval(Self.spentLifetime)))
        }
        for (appointment, event) in attendance {
            try save(event, of: appointment.rawValue, transaction)
        }
    }

    private var connectedAt: Date? {
        guard let call = new.record.call, call.wasConnected else { return nil }
        return call.id == old.record.call?.id ? old.connectedAt ?? moment.date : moment.date
    }

    private func saveCall(_ transaction: any Transaction) throws {
        if let ended = old.record.call, ended.id != new.record.call?.id {
            try transaction.calls.end(
                id: ended.id.rawValue, roomID: room, at: moment.date, reason: endReason.rawValue, epoch: old.epoch)
        }
        if let call = new.record.call, call != old.record.call || isRenamed {
            try transaction.calls.save(
                Call(call, room: room, relay: relay, connectedAt: new.connectedAt, at: moment), epoch: old.epoch)
        }
    }

    private func saveHostPage(_ transaction: any Transaction) throws {
        guard old.record.hostPage != new.record.hostPage else { return }
        if let page = old.record.hostPage {
            try transaction.spentTickets.save(.inRoom(page, room: room, until: moment.date))
        }
        if let page = new.record.hostPage {
            let until = moment.date.addingTimeInterval(Self.hostPageLifetime)
            try transaction.spentTickets.save(.inRoom(page, room: room, until: until))
        }
    }

    /// A page that comes back says again that it has arrived; the first time counts, and the first since the link was open by
    /// the clock: whoever looked at it days before has not come by that.
    private func save(_ event: Rooms.AttendanceEvent, of appointment: String, _ transaction: any Transaction) throws {
        let row = Attendance(event, of: appointment, at: moment.date)
        if row.event == .arrived {
            let opens = try AppointmentPass(appointment, in: transaction, at: moment).map { moment.date(of: $0.opens) }
            let before = try transaction.attendance.list(appointmentID: appointment).filter { $0.event == .arrived }
            if before.contains(where: { opens.map { $0 > row.at } != false || $0.at >= opens ?? $0.at }) { return }
        }
        try transaction.attendance.insert(row)
    }
}

extension Attendance {
    init(_ event: Rooms.AttendanceEvent, of appointment: String, at date: Date) {
        let (word, detail): (Storage.AttendanceEvent, String?) =
            switch event {
            case .arrived: (.arrived, nil)
            case .knocked: (.knocked, nil)
            case .refused: (.refused, nil)
            case .admitted: (.admitted, nil)
            case .connected: (.connected, nil)
            case .ended(let reason): (.ended, reason.rawValue)
            }
        self.init(appointmentID: appointment, event: word, at: date, detail: detail)
    }
}
