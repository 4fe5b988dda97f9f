// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Synchronization

/// Our end of one page's socket. Lives on the socket's event loop: decodes, counts and hands in; between two admitted
/// participants it tells to which socket a frame goes, so that no frame of theirs waits for the registry.
///
/// There are thousands of these: no task, no decoder, no closure is kept for one.
public final class SignallingEndpoint: Sendable {
    /// What becomes of a frame.
    public enum Reception {
        case taken
        /// To be passed on as it came.
        case passOn(to: any SignallingConnection)
    }

    private struct Link {
        let peer: any SignallingConnection
        let call: CallID
        var candidates: Int
    }

    private struct State {
        /// Nil once the socket is closed: breaks the ring of socket and endpoint.
        var connection: (any SignallingConnection)?
        var link: Link?
        var messages = MessageAllowance()
        var signals = MessageAllowance()
        /// Nanoseconds on the intake's clock.
        var heard: Int64
        var isGreeted = false
    }

    let ticket: Ticket
    /// Which part of the registry's wheel pings this socket.
    let slot: Int
    private let intake: SignallingIntake
    private let state: Mutex<State>

    init(ticket: Ticket, connection: any SignallingConnection, intake: SignallingIntake) {
        self.ticket = ticket
        self.intake = intake
        slot = intake.nextSlot()
        state = Mutex(State(connection: connection, heard: intake.nanoseconds()))
    }

    /// Takes one text frame. Call it in the order of the frames.
    public func receive(_ bytes: UnsafeRawBufferPointer) -> Reception {
        SignalFrame.isSignal(bytes) ? pass(bytes) : take(bytes)
    }

    /// The socket has ended, whoever ended it.
    public func closed() {
        let wasOpen = state.withLock { state in
            defer { (state.connection, state.link) = (nil, nil) }
            return state.connection != nil
        }
        guard wasOpen else { return }
        intake.yield(.closed(self))
        intake.watch(-1)
    }

    // MARK: The registry's side

    func send(_ text: [UInt8]) {
        state.withLock { $0.connection }?.send(text)
    }

    func close(code: UInt16) {
        state.withLock { $0.connection }?.close(code: code)
    }

    /// When this page was heard last, and whether it has said hello.
    var heard: (nanoseconds: Int64, isGreeted: Bool) {
        state.withLock { ($0.heard, $0.isGreeted) }
    }

    /// Signals of this call go to the other socket from now on.
    func link(to other: SignallingEndpoint, call: CallID) {
        guard let peer = other.state.withLock({ $0.connection }) else { return }
        state.withLock { $0.link = Link(peer: peer, call: call, candidates: intake.limits.candidates) }
    }

    func unlink() {
        state.withLock { $0.link = nil }
    }

    // MARK: The socket's side

    private func pass(_ bytes: UnsafeRawBufferPointer) -> Reception {
        let frame = try? SignalFrame.validate(bytes)
        let now = intake.nanoseconds()
        let outcome: Result<any SignallingConnection, SignalRefusal> = state.withLock { state in
            state.heard = now
            guard state.signals.take(at: now, burst: intake.signalBurst, interval: intake.signalInterval) else {
                return .failure(.flood)
            }
            guard let frame else { return .failure(.refused(.malformed)) }
            guard let link = state.link else { return .failure(.refused(.notNow)) }
            // A late frame of an earlier call is no fault of the page.
            guard frame.belongs(to: link.call.rawValue, in: bytes) else { return .failure(.stale) }
            if case .candidates(let count) = frame.kind {
                guard count <= link.candidates else { return .failure(.refused(.tooMany)) }
                state.link?.candidates -= count
            }
            return .success(link.peer)
        }
        switch outcome {
        case .success(let peer):
            intake.metrics.signalRelayed()
            return .passOn(to: peer)
        case .failure(.stale): break
        case .failure(.refused(let reason)): refuse(0, reason)
        case .failure(.flood): flood()
        }
        return .taken
    }

    private enum SignalRefusal: Error {
        case flood, stale
        case refused(RefusalReason)
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Reception {
        let now = intake.nanoseconds()
        let (isAllowed, wasGreeted) = state.withLock { state in
            state.heard = now
            return (
                state.messages.take(at: now, burst: intake.messageBurst, interval: intake.messageInterval),
                state.isGreeted
            )
        }
        guard isAllowed else {
            flood()
            return .taken
        }
        do {
            try take(ClientMessage(reading: bytes), wasGreeted: wasGreeted)
        } catch {
            refuse(error.id, error.reason)
            if !wasGreeted { close(code: SignallingCloseCode.policyViolation) }
        }
        return .taken
    }

    private func take(_ message: ClientMessage, wasGreeted: Bool) throws(MessageRefusal) {
        switch message {
        case .hello(let hello):
            guard !wasGreeted else { throw MessageRefusal(id: 0, reason: .malformed) }
            state.withLock { $0.isGreeted = true }
            intake.yield(.hello(self, hello))
        case _ where !wasGreeted: throw MessageRefusal(id: 0, reason: .malformed)
        case .pong: break
        case .flow: intake.yield(.flow(self))
        case .command(let id, let command): intake.yield(.command(self, id, command))
        }
    }

    private func refuse(_ id: Int, _ reason: RefusalReason) {
        intake.metrics.refused(reason)
        send(ServerMessage.refused(id, reason).bytes)
    }

    private func flood() {
        intake.metrics.refused(.tooMany)
        close(code: SignallingCloseCode.policyViolation)
    }
}
