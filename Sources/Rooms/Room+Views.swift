// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The room as each side may see it.
extension Room {
    /// Nothing but this visitor's own state; the practitioner's name only on a personal link or once admitted (rule 2).
    func view(of visitor: Visitor, at now: Instant) -> VisitorView {
        let isGuest = isGuest(visitor.id)
        var view = VisitorView(state: .open)
        view.host = visitor.pass.appointment != nil || isGuest ? settings.hostName : nil
        if isGuest {
            view.state = call?.isConnected == true ? .inCall : .connecting
            return view
        }
        if case .personal(let pass) = visitor.pass { view.startsAt = pass.startsAt }
        let standing = standing(of: visitor.pass, at: now)
        view.delayMinutes = delay(of: visitor, standing)
        switch visitor.turn {
        case .asking(let knock):
            view.state = knock.isWaiting ? .askedToWait : .waiting
            view.deadline = knock.deadline
            view.text = knock.text
        case .answered(let verdict): view.state = verdict.outcome
        case .lockedOut: view.state = host == .absent ? standing : .locked
        case .hostLeft: view.state = .hostLeft
        case .withdrawn where standing == .open || standing == .busy: view.state = .withdrawn
        case .withdrawn, .outside:
            view.state = standing
            if standing == .tooEarly, case .personal(let pass) = visitor.pass { view.opens = pass.opens }
        }
        return view
    }

    /// Said to whoever still waits: before the hour, at the door, and while they ask.
    private func delay(of visitor: Visitor, _ standing: Outcome) -> Int? {
        guard case .personal(let pass) = visitor.pass, pass.delayMinutes > 0 else { return nil }
        if case .answered = visitor.turn { return nil }
        return standing == .over || standing == .appointmentCancelled ? nil : pass.delayMinutes
    }

    var hostView: HostView {
        HostView(
            isHere: false, isOpen: host != .absent, isLocked: isLocked,
            knocks: visitors.compactMap(knockView).sorted { $0.since < $1.since },
            visitors: visitors.compactMap(arrivalView), call: callView, ended: ended)
    }

    private func knockView(_ visitor: Visitor) -> KnockView? {
        guard let knock = visitor.knock, let name = visitor.name else { return nil }
        return KnockView(
            knock: knock.id, visitor: visitor.id, name: name.text, since: knock.since, deadline: knock.deadline,
            isWaiting: knock.isWaiting, text: knock.text, appointment: visitor.pass.appointment,
            isAnotherDevice: isCallsOwnClient(visitor.pass), isRoomLink: visitor.pass.source != nil,
            devices: visitor.devices)
    }

    private func arrivalView(_ visitor: Visitor) -> ArrivalView? {
        guard isArrival(visitor), case .personal(let pass) = visitor.pass else { return nil }
        return ArrivalView(
            visitor: visitor.id, name: visitor.name?.text ?? pass.clientName, isReady: visitor.isReady,
            appointment: pass.appointment, devices: visitor.devices)
    }

    private var callView: CallView? {
        call.map { call in
            CallView(
                call: call.id, isConnected: call.isConnected, appointment: call.appointment,
                guestName: call.guestName, started: call.started, guestIsPresent: call.guest.isPresent,
                seatDeadline: call.guest.deadline, guestMedia: call.guest.media)
        }
    }
}
