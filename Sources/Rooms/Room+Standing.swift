// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the room is to somebody outside: the answer to "may this visitor ask now?" in one place (rules 2, 8, 9 and 15).
extension Room {
    func index(of visitor: VisitorID) -> Int? {
        visitors.firstIndex { $0.id == visitor }
    }

    func isGuest(_ visitor: VisitorID) -> Bool {
        call?.guestVisitor == visitor
    }

    /// The running call's own client, whom the lock does not keep out.
    func isCallsOwnClient(_ pass: VisitorPass) -> Bool {
        guard let call, let appointment = pass.appointment else { return false }
        return call.appointment == appointment
    }

    func standing(of pass: VisitorPass, at now: Instant) -> Outcome {
        switch pass {
        case .roomLink(let source):
            // What a stranger cannot enter looks the same, whatever the reason.
            if !settings.roomLinkAllowed || silenced[source] != nil { return .absent }
            return door(for: pass)
        case .personal(let appointment):
            if appointment.isCancelled { return .appointmentCancelled }
            let door = door(for: pass)
            if door == .open || door == .busy { return door }
            if now < appointment.opens { return .tooEarly }
            return now < appointment.closes ? door : .over
        }
    }

    func mayKnock(_ pass: VisitorPass, at now: Instant) -> Bool {
        let standing = standing(of: pass, at: now)
        return standing == .open || standing == .busy
    }

    /// As it is with host, lock and seat, whatever the hour.
    private func door(for pass: VisitorPass) -> Outcome {
        if host == .absent { return .absent }
        if isCallsOwnClient(pass) { return .open }
        if isLocked { return .locked }
        return call != nil && pass.appointment != nil ? .busy : .open
    }
}
