// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Rooms
import Storage

extension SignallingEndpoint {
    var page: Page {
        ticket.isHost ? .host(HostPageID(ticket.page)) : .visitor(VisitorID(ticket.page))
    }
}

extension Ticket {
    var login: String? {
        if case .host(_, let login) = bearer { login } else { nil }
    }

    var account: String? {
        if case .host(let account, _) = bearer { account } else { nil }
    }
}

extension RoomEvent {
    static func disconnected(_ page: Page) -> RoomEvent {
        switch page {
        case .host(let page): .hostDisconnected(page)
        case .visitor(let visitor): .visitorDisconnected(visitor)
        }
    }

    /// The page whose socket has ended.
    var disconnectedPage: Page? {
        switch self {
        case .hostDisconnected(let page): .host(page)
        case .visitorDisconnected(let visitor): .visitor(visitor)
        default: nil
        }
    }
}

extension RoomRegistry {
    /// The room in which this endpoint is the current socket of its page.
    func current(_ endpoint: SignallingEndpoint) -> OpenRoom? {
        guard let open = rooms[RoomID(endpoint.ticket.room)], open.pages[endpoint.page] === endpoint else { return nil }
        return open
    }

    func opened(_ endpoint: SignallingEndpoint) {
        let socket = Socket(
            endpoint: endpoint, opened: intake.nanoseconds(), ticketExpires: endpoint.ticket.expires)
        wheel[endpoint.slot].append(socket)
        socketCount += 1
        intake.metrics.count(sockets: socketCount)
    }

    /// The end of a socket. One that a newer one replaced, or that the room closed, is no event of the room.
    func closed(_ endpoint: SignallingEndpoint) async {
        if let index = wheel[endpoint.slot].firstIndex(where: { $0.endpoint === endpoint }) {
            wheel[endpoint.slot].swapAt(index, wheel[endpoint.slot].count - 1)
            wheel[endpoint.slot].removeLast()
            socketCount -= 1
            intake.metrics.count(sockets: socketCount)
        }
        await leave(endpoint)
    }

    /// Takes the page out of its room, if this is its current socket.
    func leave(_ endpoint: SignallingEndpoint) async {
        guard let open = current(endpoint) else { return }
        open.pages[endpoint.page] = nil
        await feed(.disconnected(endpoint.page), to: open)
    }

    /// A hello: the ticket is held against the tables, then the page is in the room.
    func greet(_ endpoint: SignallingEndpoint, _ hello: ClientMessage.Hello) async {
        let moment = clock.moment
        let ticket = endpoint.ticket
        do {
            guard let open = try await room(RoomID(ticket.room)) else {
                return endpoint.close(code: SignallingCloseCode.policyViolation)
            }
            let practitioner = open.practitioner
            let admission = try await store.read {
                try Admission(ticket, practitioner: practitioner, in: $0, at: moment)
            }
            let resume = hello.resume.map { open.tokens.remember($0) }
            let event: RoomEvent
            switch (admission, endpoint.page) {
            case (.host, .host(let page)):
                event = .hostConnected(HostArrival(page: page, resume: resume, takeBack: hello.takeBack))
            case (.visitor(let pass, let spent), .visitor(let visitor)):
                event = .visitorConnected(
                    VisitorArrival(
                        visitor: visitor, pass: pass, resume: resume, takeBack: hello.takeBack, spent: spent))
            default:
                forgetIfIdle(open)
                return endpoint.close(code: SignallingCloseCode.policyViolation)
            }
            let older = open.pages.updateValue(endpoint, forKey: endpoint.page)
            older?.unlink()
            older?.close(code: SignallingCloseCode.done)
            endpoint.send(ServerMessage.welcome(page: ticket.page, now: moment.milliseconds).bytes)
            try await handle(open) { room, now in room.handle(event, at: now) }
            if ticket.isHost { endpoint.send(ServerMessage.appointments(intake.revision).bytes) }
        } catch {
            logger.error(
                "A page could not be let in", metadata: ["room": "\(ticket.room)", "error": "\(error)"])
            endpoint.close(code: SignallingCloseCode.unexpected)
            await leave(endpoint)
        }
    }

    func carryOut(_ command: Command, _ id: Int, from endpoint: SignallingEndpoint) async {
        guard let open = current(endpoint) else { return }
        if case .knock = command { intake.metrics.knock(.waiting) }
        do {
            let page = endpoint.page
            try await handle(open) { room, now in room.handle(.command(from: page, id: id, command), at: now) }
        } catch {
            // The room is as it was: the page may try again.
            intake.metrics.refused(.notNow)
            endpoint.send(ServerMessage.refused(id, .notNow).bytes)
        }
    }

    /// Closes the sockets whose tickets are not worth anything any more.
    func close(_ isWithdrawn: (Ticket) -> Bool) async {
        for socket in wheel.joined() where isWithdrawn(socket.endpoint.ticket) {
            await withdraw(socket.endpoint)
        }
    }

    func withdraw(_ endpoint: SignallingEndpoint) async {
        endpoint.unlink()
        endpoint.close(code: SignallingCloseCode.policyViolation)
        await leave(endpoint)
    }

    /// Closes the sockets of a room whose links were renewed since.
    private func withdrawOld(in open: OpenRoom) async {
        let (moment, practitioner) = (clock.moment, open.practitioner)
        for endpoint in open.pages.values where !endpoint.ticket.isHost {
            let ticket = endpoint.ticket
            let admission = try? await store.read {
                try Admission(ticket, practitioner: practitioner, in: $0, at: moment)
            }
            if case .withdrawn = admission { await withdraw(endpoint) }
        }
    }

    // MARK: Changes elsewhere

    func appointmentDidChange(_ id: String) async {
        // A page that comes later reads what is then: nobody else has to be told.
        guard !rooms.isEmpty else { return }
        let moment = clock.moment
        let found = try? await store.read { transaction -> (String, AppointmentPass)? in
            guard let pass = try AppointmentPass(id, in: transaction, at: moment),
                let appointment = try transaction.appointments.find(id: id),
                let room = try transaction.rooms.find(practitionerID: appointment.practitionerID)
            else { return nil }
            return (room.id, pass)
        }
        guard let (room, pass) = found ?? nil else { return }
        // Handed over to another practitioner: pages of the link still stand before the former's door.
        for other in rooms.values
        where other.room.id != RoomID(room) && other.pages.values.contains(where: { $0.ticket.isOf(id) }) {
            await withdrawOld(in: other)
        }
        guard let open = rooms[RoomID(room)] else { return }
        await withdrawOld(in: open)
        await feed(.appointmentChanged(pass), to: open)
        let told = ServerMessage.appointments(intake.revision).bytes
        for endpoint in open.pages.values where endpoint.ticket.isHost { endpoint.send(told) }
    }

    func settingsDidChange(_ practitioner: String) async {
        let found = try? await store.read { transaction in
            (
                try RoomSettings(practitioner: practitioner, in: transaction),
                try transaction.practitioners.find(accountID: practitioner)?.relayOnly
            )
        }
        guard case (let settings?, let isRelayOnly?)? = found,
            let open = rooms.values.first(where: { $0.practitioner == practitioner })
        else { return }
        open.isRelayOnly = isRelayOnly
        await withdrawOld(in: open)
        await feed(.settingsChanged(settings), to: open)
    }
}
