// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Arriving and leaving on a client's link.
extension Room {
    mutating func arrive(_ arrival: VisitorArrival, at now: Instant) {
        let page = Page.visitor(arrival.visitor)
        if arrival.spent == .excluded { return turnAway(arrival, .excluded, .done) }
        let resumes = mayResume(arrival)
        if staysOut(page, takeBack: arrival.takeBack) {
            batch.send(.moved, to: page)
            return turnAway(arrival, .movedDevice, .done)
        }
        if let index = index(of: arrival.visitor) {
            visitors[index].pass = arrival.pass
            visitors[index].awayUntil = nil
            visitors[index].shown = nil
        } else {
            guard resumes || hasPlace(for: arrival.pass) else { return turnAway(arrival, .tooMany, .tooMany) }
            visitors.append(
                Visitor(
                    id: arrival.visitor, pass: arrival.pass, turn: arrival.spent.map { .answered($0) } ?? .outside))
            batch.record(arrival.pass.appointment, .arrived)
        }
        if resumes { resumeGuest(arrival.visitor, presenting: arrival.resume) }
    }

    mutating func depart(_ visitor: VisitorID, at now: Instant) {
        guard let index = index(of: visitor), visitors[index].isConnected else { return }
        if visitors[index].knock != nil {
            visitors[index].awayUntil = now + limits.visitorGrace
            return
        }
        visitors.remove(at: index)
        if isGuest(visitor) { vacate(.guest, at: now) }
    }

    mutating func ready(_ index: Int, name: String?, devices: Devices) throws(RefusalReason) {
        var given: PersonName?
        if let name {
            given = PersonName(name)
            if given == nil { throw .name }
        }
        visitors[index].devices = devices
        visitors[index].name = given ?? visitors[index].name
        if visitors[index].turn == .withdrawn { visitors[index].turn = .outside }
    }

    /// The appointment was moved or cancelled while its client is on the page. A running call goes on.
    mutating func change(_ pass: AppointmentPass) {
        for index in visitors.indices where visitors[index].pass.appointment == pass.appointment {
            visitors[index].pass = .personal(pass)
            if case .answered = visitors[index].turn { continue }
            if pass.isCancelled { visitors[index].turn = .outside }
        }
    }

    /// The last word to a page: its state, and the end of its socket.
    mutating func dismiss(_ index: Int, _ outcome: Outcome) {
        let visitor = visitors.remove(at: index)
        let page = Page.visitor(visitor.id)
        if outcome == .movedDevice { batch.send(.moved, to: page) }
        say(outcome, to: visitor.pass, page)
        batch.close(page, .done)
    }

    private mutating func turnAway(_ arrival: VisitorArrival, _ outcome: Outcome, _ reason: CloseReason) {
        let page = Page.visitor(arrival.visitor)
        say(outcome, to: arrival.pass, page)
        batch.close(page, reason)
    }

    private mutating func say(_ outcome: Outcome, to pass: VisitorPass, _ page: Page) {
        revision += 1
        // Every other last word is for somebody who was in the call.
        let host = pass.appointment == nil && outcome == .tooMany ? nil : settings.hostName
        batch.send(.visitorRoom(VisitorView(revision: revision, state: outcome, host: host)), to: page)
    }

    private func hasPlace(for pass: VisitorPass) -> Bool {
        guard visitors.count < limits.visitors else { return false }
        let ofSameLink = visitors.count {
            $0.pass.appointment == pass.appointment && $0.pass.source == pass.source
        }
        return ofSameLink < limits.visitorsOfOneLink
    }
}
