// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Coming back to a running call without a knock (rules 13 and 14): by the token, by the login, or as the very page load that
/// holds the seat.
extension Room {
    func mayResume(_ arrival: VisitorArrival) -> Bool {
        guard let call else { return false }
        return call.guestVisitor == arrival.visitor || call.guest.token == arrival.resume
    }

    mutating func resumeGuest(_ visitor: VisitorID, presenting token: TokenHash?) {
        guard let old = call?.guestVisitor else { return }
        if let index = index(of: visitor) { visitors[index].turn = .outside }
        if old != visitor {
            call?.guestVisitor = visitor
            call?.renegotiate(with: .guest)
            supersede(.visitor(old))
        }
        superseded.removeAll { $0 == .visitor(visitor) }
        reseat(.guest, presenting: token)
    }

    /// The host comes back to the running call, on this page.
    mutating func resumeHost(_ page: HostPageID, presenting token: TokenHash?) {
        guard let call else { return }
        if call.hostPage != page {
            self.call?.hostPage = page
            self.call?.renegotiate(with: .host)
        }
        reseat(.host, presenting: token)
    }

    /// Links the two and gives the participant what it needs. The token is one for each participant and call: it stays while
    /// its owner can present it, and is made anew for an owner known otherwise.
    private mutating func reseat(_ role: Role, presenting token: TokenHash?) {
        guard let seat = call?[role] else { return }
        call?[role].deadline = nil
        let kept = seat.token == token ? seat.token : secrets.makeResumeToken()
        call?[role].token = kept
        grant(role, isResumed: true)
    }

    mutating func grant(_ role: Role, isResumed: Bool) {
        guard let call, call[role].isPresent else { return }
        if call.guest.isPresent && call.host.isPresent { batch.link(call.hostPage, call.guestVisitor, call.id) }
        let other = call[role.other]
        let grant = Grant(
            call: call.id, role: role, isResumed: isResumed, resume: call[role].token,
            name: role == .guest ? settings.hostName : call.guestName, started: call.started,
            you: call[role].media, other: other.media, otherIsPresent: other.isPresent)
        batch.send(.grant(grant), to: call.page(of: role))
        // The grant says all of it but a seat deadline.
        self.call?[role].mustRenegotiate = false
        self.call?[role].shown = other.isPresent ? call.peer(of: role).hashValue : nil
    }

    /// Tells an older page that a newer one took over, and keeps it from taking the place back by itself.
    mutating func supersede(_ page: Page) {
        superseded.removeAll { $0 == page }
        superseded.append(page)
        if superseded.count > 16 { superseded.removeFirst() }
        switch page {
        case .visitor(let visitor):
            if let index = index(of: visitor) { dismiss(index, .movedDevice) }
        case .host(let id):
            guard let index = hostPages.firstIndex(where: { $0.id == id }) else { return }
            hostPages.remove(at: index)
            batch.send(.moved, to: page)
            batch.close(page, .done)
        }
    }

    /// Whether this is an older page that has come by itself. Taking back ends its being older; what else it needs is judged
    /// as for any page.
    mutating func staysOut(_ page: Page, takeBack: Bool) -> Bool {
        guard superseded.contains(page) else { return false }
        if takeBack { superseded.removeAll { $0 == page } }
        return !takeBack
    }
}
