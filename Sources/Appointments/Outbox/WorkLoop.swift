// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Scheduling
import ServiceLifecycle
import Storage

/// What a service does until it is to stop: all that is due, in batches, then it sleeps until more is, or until its signal.
struct WorkLoop {
    /// Signals that follow each other faster are answered by one look: under load, looking would cost as much as the work.
    private static let betweenLooks: Duration = .milliseconds(50)
    /// After a failure of the store, in which all that is due stays.
    private static let afterFailure: Duration = .seconds(5)

    /// For the log.
    let name: String
    let signal: WorkSignal
    /// Seconds of sleep, at least and at most: the clock may be set meanwhile.
    let sleep: ClosedRange<TimeInterval>
    let clock: WallClock
    let logger: Logger

    /// - Parameters:
    ///   - nextDue: since when something is due, or when it will be; to look changes nothing.
    ///   - work: does a batch of what is due, or begins it and raises the signal when some is done; returns how many there
    ///     were.
    func run(nextDue: () async throws -> Date?, work: () async throws -> Int) async {
        await withGracefulShutdownHandler {
            while !isOver {
                let looked = ContinuousClock.now
                await signal.wait(atMost: await look(nextDue, work))
                await rest(since: looked)
            }
        } onGracefulShutdown: {
            signal.raise()
        }
    }

    /// Until a look may follow the one before.
    private func rest(since looked: ContinuousClock.Instant) async {
        let rest = Self.betweenLooks - looked.duration(to: .now)
        if rest > .zero, !isOver { try? await Task.sleep(for: rest) }
    }

    private var isOver: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    /// - Returns: how long nothing will be due.
    private func look(_ nextDue: () async throws -> Date?, _ work: () async throws -> Int) async -> Duration {
        do {
            var due = try await nextDue()
            if let first = due, first <= clock.now {
                while try await work() > 0, !isOver {}
                due = try await nextDue()
            }
            let pause = due.map { $0.timeIntervalSince(clock.now) } ?? .infinity
            return .seconds(max(sleep.lowerBound, min(pause, sleep.upperBound)))
        } catch {
            return pause(after: error)
        }
    }

    /// How long the store is left alone after a failure, which the log hears of.
    func pause(after error: any Error) -> Duration {
        // The order to stop breaks a transaction off too.
        guard !isOver else { return .zero }
        logger.error("\(name): store failed", metadata: ["error": "\(Self.word(error))"])
        return Self.afterFailure
    }

    /// Errors of ours name no person; others are named by their type.
    static func word(_ error: any Error) -> String {
        switch error {
        case let error as StorageError: "\(error)"
        case let error as AppointmentError: "\(error)"
        default: "\(type(of: error))"
        }
    }
}
