// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Synchronization

/// The one ordered stream into the registry, and what all sockets share. Never blocks; what a socket may put into it is
/// bounded by its message allowance.
final class SignallingIntake: Sendable {
    enum Input: Sendable {
        case opened(SignallingEndpoint)
        case hello(SignallingEndpoint, ClientMessage.Hello)
        case command(SignallingEndpoint, Int, Command)
        case flow(SignallingEndpoint)
        case closed(SignallingEndpoint)
        case appointmentChanged(String)
        case settingsChanged(practitioner: String)
        case loginEnded(String)
        case accountChanged(String)
        case tick
        /// Resumed when everything before it has been carried out.
        case barrier(CheckedContinuation<Void, Never>)
    }

    /// Sockets are pinged in so many groups, one group each tick.
    static let slots = 50

    let limits: SignallingLimits
    let metrics = CallMetrics()
    let messageBurst, messageInterval, signalBurst, signalInterval: Int64
    let inputs: AsyncStream<Input>
    private let continuation: AsyncStream<Input>.Continuation
    private let clock: CallsClock
    private let epoch: ContinuousClock.Instant
    private let slotCounter = Atomic<Int>(0)
    private let isTickPending = Atomic<Bool>(false)
    private let start = RandomToken.make()
    private let changes = Atomic<Int>(0)
    private let watchers = Atomic<Int>(0)

    init(limits: SignallingLimits, clock: CallsClock) {
        self.limits = limits
        self.clock = clock
        epoch = clock.now()
        messageBurst = Int64(limits.messageBurst)
        messageInterval = 1_000_000_000 / Int64(max(1, limits.messagesPerSecond))
        signalBurst = Int64(limits.signalBurst)
        signalInterval = 1_000_000_000 / Int64(max(1, limits.signalsPerSecond))
        (inputs, continuation) = AsyncStream.makeStream()
    }

    /// Since this intake was made.
    @inline(__always)
    func nanoseconds() -> Int64 {
        epoch.duration(to: clock.now()).inNanoseconds
    }

    func nextSlot() -> Int {
        slotCounter.wrappingAdd(1, ordering: .relaxed).newValue % Self.slots
    }

    /// Another one after each change of an appointment, and after a restart.
    var revision: String { "\(start)-\(changes.load(ordering: .sequentiallyConsistent))" }

    func appointmentChanged(_ id: String) {
        changes.wrappingAdd(1, ordering: .sequentiallyConsistent)
        if isWatched { yield(.appointmentChanged(id)) }
    }

    /// Counts who may have read what is changed elsewhere: pages that are open, rooms in memory, rooms that are being taken up.
    /// Each is counted before it reads, and a change is announced after its commit: who is not counted reads it new.
    func watch(_ change: Int) {
        watchers.wrappingAdd(change, ordering: .sequentiallyConsistent)
    }

    private var isWatched: Bool { watchers.load(ordering: .sequentiallyConsistent) > 0 }

    func yield(_ input: Input) {
        if case .terminated = continuation.yield(input), case .barrier(let waiting) = input { waiting.resume() }
    }

    /// A tick that finds the last one still waiting adds nothing.
    func tick() {
        guard !isTickPending.exchange(true, ordering: .relaxed) else { return }
        yield(.tick)
    }

    func tickTaken() {
        isTickPending.store(false, ordering: .relaxed)
    }

    func finish() {
        continuation.finish()
    }
}
