// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Whole states, not changes: after anything has happened each page whose picture of the room is old is sent the new one.
extension Room {
    mutating func announce(at now: Instant) {
        announceToHost()
        for index in visitors.indices where visitors[index].isConnected {
            noteHour(of: index, at: now)
            var view = view(of: visitors[index], at: now)
            let hash = view.hashValue
            guard visitors[index].shown != hash else { continue }
            visitors[index].shown = hash
            revision += 1
            view.revision = revision
            batch.send(.visitorRoom(view), to: .visitor(visitors[index].id))
        }
        announcePeer(to: .guest)
        announcePeer(to: .host)
    }

    /// Who opened the page early and is there when the link opens has come.
    private mutating func noteHour(of index: Int, at now: Instant) {
        guard case .personal(let pass) = visitors[index].pass else { return }
        let isEarly = now < pass.opens
        if visitors[index].isEarly, !isEarly { batch.record(pass.appointment, .arrived) }
        visitors[index].isEarly = isEarly
    }

    private mutating func announceToHost() {
        guard !hostPages.isEmpty else { return }
        var view = hostView
        for index in hostPages.indices {
            view.revision = 0
            view.isHere = host == .present(hostPages[index].id)
            let hash = view.hashValue
            guard hostPages[index].shown != hash else { continue }
            hostPages[index].shown = hash
            revision += 1
            view.revision = revision
            batch.send(.hostRoom(view), to: .host(hostPages[index].id))
        }
    }

    private mutating func announcePeer(to role: Role) {
        guard let call, call[role].isPresent else { return }
        var peer = call.peer(of: role)
        let hash = peer.hashValue
        guard call[role].mustRenegotiate || call[role].shown != hash else { return }
        peer.renegotiate = call[role].mustRenegotiate
        self.call?[role].mustRenegotiate = false
        self.call?[role].shown = hash
        batch.send(.peer(peer), to: call.page(of: role))
    }
}
