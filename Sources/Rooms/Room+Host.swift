// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The host's pages: any of them may enter, one at a time is in the room.
extension Room {
    mutating func arrive(_ arrival: HostArrival, at now: Instant) {
        let page = arrival.page
        if staysOut(.host(page), takeBack: arrival.takeBack) {
            batch.send(.moved, to: .host(page))
            return batch.close(.host(page), .done)
        }
        if let index = hostPages.firstIndex(where: { $0.id == page }) {
            hostPages[index].shown = nil
        } else {
            guard hostPages.count < limits.hostPages else { return batch.close(.host(page), .tooMany) }
            hostPages.append(HostPage(id: page))
        }
        let resumes = call.map { $0.hostPage == page || $0.host.token == arrival.resume } ?? false
        if arrival.takeBack || resumes || host.page == page { enter(page, on: arrival) }
    }

    mutating func depart(_ page: HostPageID, at now: Instant) {
        hostPages.removeAll { $0.id == page }
        guard host == .present(page) else { return }
        host = .away(page, until: now + limits.hostGrace)
        vacate(.host, at: now)
    }

    /// The host is in the room on this page, and in the call if one runs; a page that was there before hears that it moved.
    /// `arrival` is the new socket on which it comes, nil for one that was here.
    mutating func enter(_ page: HostPageID, on arrival: HostArrival? = nil) {
        let before = host
        let needsGrant = call.map { arrival != nil || !$0.host.isPresent || $0.hostPage != page } ?? false
        host = .present(page)
        superseded.removeAll { $0 == .host(page) }
        if let old = before.page, old != page { supersede(.host(old)) }
        if before == .absent {
            if call == nil { hostMedia = MediaState() }
            reopen(.hostLeft)
        }
        if needsGrant { resumeHost(page, presenting: arrival?.resume) }
    }

    /// Leaves at once, with the call if one runs.
    mutating func leave(at now: Instant) {
        endCall(.hungUp, at: now)
        hostIsGone()
    }

    mutating func hostIsGone() {
        host = .absent
        endKnocks(as: .hostLeft)
    }

    /// What kept these visitors from asking is over: the set-up page comes back by itself.
    mutating func reopen(_ turn: Turn) {
        for index in visitors.indices where visitors[index].turn == turn { visitors[index].turn = .outside }
    }
}
