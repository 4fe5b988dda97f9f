// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage

extension RoomRegistry {
    /// Pings one group of sockets and puts a tick into the stream. It is no part of the stream: pages are pinged in time also
    /// while a room waits for a database that somebody else has locked.
    func beat() {
        beats += 1
        ping(wheel[beats % wheel.count])
        intake.tick()
    }

    /// Lets a tick's time pass: what could not be stored is tried again, rooms whose moment has come move on, and every
    /// socket is looked at once a second.
    func tick() async {
        intake.tickTaken()
        ticks += 1
        await retry()
        await advance()
        for slot in wheel.indices where slot % 10 == ticks % 10 { await look(at: slot) }
        if ticks % 10 == 0 { renewRelayCredentials(at: clock.now()) }
        if ticks % 600 == 0 { await forget() }
    }

    private func retry() async {
        let waiting = retries
        retries = []
        for (id, event) in waiting {
            guard let open = rooms[id] else { continue }
            // A page that has come back since is not gone.
            if let page = event.disconnectedPage, open.pages[page] != nil { continue }
            await feed(event, to: open)
        }
    }

    private func advance() async {
        let now = clock.now()
        for open in rooms.values {
            guard let deadline = open.deadline, deadline <= now else { continue }
            try? await handle(open) { room, now in room.advance(to: now) }
        }
        intake.metrics.count(openRooms: rooms.count)
    }

    private func ping(_ sockets: [Socket]) {
        guard !sockets.isEmpty else { return }
        let text = ServerMessage.ping(now: clock.moment.milliseconds).bytes
        for socket in sockets where socket.endpoint.heard.isGreeted { socket.endpoint.send(text) }
    }

    private func look(at slot: Int) async {
        let (now, date) = (intake.nanoseconds(), clock.date())
        let (silence, hello) = (intake.limits.silence.inNanoseconds, intake.limits.hello.inNanoseconds)
        for (index, socket) in wheel[slot].enumerated() {
            let heard = socket.endpoint.heard
            if !heard.isGreeted {
                if now - socket.opened >= hello { socket.endpoint.close(code: SignallingCloseCode.policyViolation) }
            } else if now - heard.nanoseconds >= silence {
                socket.endpoint.unlink()
                socket.endpoint.close(code: SignallingCloseCode.goingAway)
                await leave(socket.endpoint)
            } else if socket.ticketExpires.timeIntervalSince(date) < Self.renewBefore {
                wheel[slot][index].ticketExpires = date.addingTimeInterval(TicketIssuer.lifetime)
                await renew(socket.endpoint)
            }
        }
    }

    /// Sends a new ticket, or closes the socket when the tables say that the old one is not worth one.
    private func renew(_ endpoint: SignallingEndpoint) async {
        guard let open = current(endpoint) else { return }
        let (ticket, moment, practitioner) = (endpoint.ticket, clock.moment, open.practitioner)
        let admission = try? await store.read {
            try Admission(ticket, practitioner: practitioner, in: $0, at: moment)
        }
        switch admission {
        case .withdrawn: await withdraw(endpoint)
        case .host, .visitor: endpoint.send(ServerMessage.ticket(tickets.renewed(ticket)).bytes)
        // The tables cannot be read: the page renews by itself when it has to.
        case nil: break
        }
    }

    private func forget() async {
        let date = clock.date()
        try? await store.write { try $0.spentTickets.deleteExpired(now: date) }
    }
}
