// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Rooms
import ServiceLifecycle
import Storage

/// Runs the rooms: one ordered stream of what happens goes in, each room's actions come out in their order, and what must
/// survive is in the tables before anything that depends on it is said.
public actor RoomRegistry: Service {
    /// How often time is let pass.
    static let tickLength = Duration.milliseconds(100)
    /// A renewed ticket is sent over the socket when the old one has less than this left.
    static let renewBefore: TimeInterval = 300

    let store: any Store
    let tickets: TicketIssuer
    let limits: RoomLimits
    let relayCredentials: RelayCredentials
    let clock: CallsClock
    let logger: Logger
    nonisolated let intake: SignallingIntake

    var rooms: [RoomID: OpenRoom] = [:]
    /// All sockets, in the groups in which they are pinged.
    var wheel: [[Socket]] = Array(repeating: [], count: SignallingIntake.slots)
    var socketCount = 0
    var beats = 0
    var ticks = 0
    /// Events that could not be stored: they come again with the next tick.
    var retries: [(RoomID, RoomEvent)] = []

    struct Socket {
        let endpoint: SignallingEndpoint
        let opened: Int64
        var ticketExpires: Date
    }

    /// - Parameters:
    ///   - tickets: made with the key from the tables; the one that the pages' tickets come from.
    ///   - limits: of the rules of the room.
    ///   - signalling: of each socket.
    ///   - relayCredentials: what a participant's peer connection reaches the relay with.
    public init(
        store: any Store, tickets: TicketIssuer, limits: RoomLimits = RoomLimits(),
        signalling: SignallingLimits = SignallingLimits(), clock: CallsClock = .system,
        relayCredentials: RelayCredentials = .none, logger: Logger
    ) {
        self.store = store
        self.tickets = tickets
        self.limits = limits
        self.relayCredentials = relayCredentials
        self.clock = clock
        self.logger = logger
        intake = SignallingIntake(limits: signalling, clock: clock)
    }

    // MARK: What others tell; none of these waits

    /// A socket whose ticket was verified. Hand each text frame to the endpoint's `receive`, the socket's end to `closed`.
    public nonisolated func open(_ ticket: Ticket, connection: any SignallingConnection) -> SignallingEndpoint {
        intake.watch(1)
        let endpoint = SignallingEndpoint(ticket: ticket, connection: connection, intake: intake)
        intake.yield(.opened(endpoint))
        return endpoint
    }

    /// Something of an appointment changed: its state or hour, its links, its mails, its client's test. Call it after the commit.
    /// Where there is no page and no room to be told, which is most of the day, nothing is woken.
    public nonisolated func appointmentChanged(_ id: String) {
        intake.appointmentChanged(id)
    }

    /// What a page of the desk is as old as: take it before the tables are read. Its socket says the one that holds now, so that
    /// a page learns what it missed, also while it had no line.
    public nonisolated var appointmentsRevision: String { intake.revision }

    /// A practitioner's name or settings, or the room's link, changed. Call it after the commit.
    public nonisolated func settingsChanged(practitioner id: String) {
        intake.yield(.settingsChanged(practitioner: id))
    }

    /// A login session ended: its pages' sockets are closed.
    /// - Parameter hash: the stored hash of the session's token.
    public nonisolated func loginEnded(_ hash: String) {
        intake.yield(.loginEnded(hash))
    }

    /// An account was disabled or signed out everywhere: the sockets of all its pages are closed.
    public nonisolated func accountChanged(_ id: String) {
        intake.yield(.accountChanged(id))
    }

    /// Returns when everything handed in before has been carried out.
    public nonisolated func settle() async {
        await withCheckedContinuation { intake.yield(.barrier($0)) }
    }

    // MARK: The loop

    /// Takes up the open calls, then carries out what comes until the service is stopped; then closes all sockets (1001).
    public func run() async throws {
        try await restore()
        let (intake, clock) = (intake, clock)
        await withTaskCancellationOrGracefulShutdownHandler {
            await withTaskGroup { group in
                group.addTask { [self] in
                    while !Task.isCancelled {
                        try? await clock.sleep(Self.tickLength)
                        await beat()
                    }
                }
                for await input in intake.inputs { await take(input) }
                group.cancelAll()
            }
        } onCancelOrGracefulShutdown: {
            intake.finish()
        }
        for socket in wheel.joined() { socket.endpoint.close(code: SignallingCloseCode.goingAway) }
    }

    private func take(_ input: SignallingIntake.Input) async {
        switch input {
        case .opened(let endpoint): opened(endpoint)
        case .hello(let endpoint, let hello): await greet(endpoint, hello)
        case .command(let endpoint, let id, let command): await carryOut(command, id, from: endpoint)
        case .flow(let endpoint):
            if let open = current(endpoint) { await feed(.flow(from: endpoint.page), to: open) }
        case .closed(let endpoint): await closed(endpoint)
        case .appointmentChanged(let id): await appointmentDidChange(id)
        case .settingsChanged(let id): await settingsDidChange(id)
        case .loginEnded(let hash): await close { $0.login == hash }
        case .accountChanged(let id): await close { $0.account == id }
        case .tick: await tick()
        case .barrier(let waiting): waiting.resume()
        }
    }
}
