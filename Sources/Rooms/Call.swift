// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What runs from a client's admission to the hang-up.
struct Call: Sendable {
    let id: CallID
    let appointment: AppointmentID?
    let started: ContinuousClock.Instant
    var wasConnected = false
    var guestVisitor: VisitorID
    var guestName: String
    var guest: Seat
    var hostPage: HostPageID
    var host: Seat

    /// Both sides have acknowledged media (rule 18).
    var isConnected: Bool { guest.acknowledged && host.acknowledged }

    subscript(role: Role) -> Seat {
        get { role == .host ? host : guest }
        set { if role == .host { host = newValue } else { guest = newValue } }
    }

    func page(of role: Role) -> Page {
        role == .host ? .host(hostPage) : .visitor(guestVisitor)
    }

    func role(of page: Page) -> Role? {
        Role.allCases.first { self.page(of: $0) == page }
    }

    /// One side has a new page: its other end is to be made anew, and neither side has media yet.
    mutating func renegotiate(with role: Role) {
        host.acknowledged = false
        guest.acknowledged = false
        self[role.other].mustRenegotiate = true
    }

    func peer(of role: Role) -> PeerState {
        let other = self[role.other]
        return PeerState(
            call: id, isPresent: other.isPresent, isConnected: isConnected, seatDeadline: other.deadline,
            renegotiate: false, media: other.media)
    }
}

extension Call {
    init(restoring record: CallRecord, seatDeadline: ContinuousClock.Instant) {
        self.init(
            id: record.id, appointment: record.appointment, started: record.started,
            wasConnected: record.wasConnected, guestVisitor: record.guestVisitor, guestName: record.guestName,
            guest: Seat(restoring: record.guest, wasConnected: record.wasConnected, deadline: seatDeadline),
            hostPage: record.hostPage,
            host: Seat(restoring: record.host, wasConnected: record.wasConnected, deadline: seatDeadline))
    }

    var record: CallRecord {
        CallRecord(
            id: id, appointment: appointment, started: started, wasConnected: wasConnected,
            guestVisitor: guestVisitor, guestName: guestName, guest: guest.record, hostPage: hostPage,
            host: host.record)
    }
}
