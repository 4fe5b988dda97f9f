// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Scheduling
import ServiceLifecycle
import Storage

/// Does what was planned when it is due. A task's row is deleted in the transaction that does it, so it is done once, whenever
/// the process dies; what is due while the server is off is done at the next start, or dropped where late is worse than never.
public struct DueService: Service {
    private let store: any Store
    private let work: DueWork
    private let signal: WorkSignal
    private let clock: WallClock
    private let logger: Logger
    /// How long a task that failed waits.
    private static let pause: TimeInterval = 300
    /// How long the service sleeps at most: the wall clock may be set meanwhile.
    private static let longestSleep: TimeInterval = 60

    public init(
        store: any Store, queue: MailQueue, verbs: DueVerbs, signal: WorkSignal, clock: WallClock = .system,
        zones: ZoneRules = .system, logger: Logger
    ) {
        self.store = store
        work = DueWork(queue: queue, verbs: verbs, zones: zones)
        self.signal = signal
        self.clock = clock
        self.logger = logger
    }

    /// Until graceful shutdown.
    public func run() async throws {
        let loop = WorkLoop(
            name: "due work", signal: signal, sleep: 0.05...Self.longestSleep, clock: clock, logger: logger)
        var hasBegun = false
        await loop.run {
            if !hasBegun { try await begin() }
            hasBegun = true
            return try await store.read { try $0.dueTasks.nextDue() }
        } work: {
            try await doDue()
        }
    }

    /// Plans what always has to be planned, and what appointments from before there were plans need.
    public func begin() async throws {
        let now = clock.now.asStored
        try await store.write { transaction in
            // New rules come with a new program.
            _ = try transaction.dueTasks.take(key: DueKind.hours.rawValue)
            for kind in [DueKind.retention, .forget, .hours] {
                try transaction.dueTasks.insert(DueTask(key: kind.rawValue, kind: kind, dueAt: now))
            }
            for practitioner in try transaction.practitioners.list() {
                for id in try transaction.dueTasks.unplanned(practitionerID: practitioner.accountID) {
                    guard let appointment = try transaction.appointments.find(id: id) else { continue }
                    let details = try AppointmentDetails.load(appointment, in: transaction)
                    try DuePlan.replace(for: details, now: now, in: transaction)
                }
            }
        }
    }

    /// Does the tasks that are due, a number of them, one after the other.
    /// - Returns: how many there were.
    @discardableResult
    public func doDue() async throws -> Int {
        let now = clock.now
        let tasks = try await store.read { try $0.dueTasks.due(now: now, limit: 50) }
        for task in tasks {
            guard !Task.isShuttingDownGracefully, !Task.isCancelled else { break }
            try await perform(task, now)
        }
        return tasks.count
    }

    private func perform(_ task: DueTask, _ now: Date) async throws {
        do {
            let outcome = try await store.write { [work] transaction -> DueWork.Outcome? in
                // Read again: it may have been done, or planned anew, since the list was read.
                guard let task = try transaction.dueTasks.find(key: task.key), task.dueAt <= now,
                    try transaction.dueTasks.take(key: task.key)
                else { return nil }
                let outcome = try work.perform(task, now: now, in: transaction)
                // What ended nothing would be due again at once, for ever.
                if task.kind == .expire, var again = try transaction.dueTasks.find(key: task.key), again.dueAt <= now {
                    again.dueAt = now.addingTimeInterval(Self.pause)
                    try transaction.dueTasks.insert(again)
                }
                return outcome
            }
            guard let outcome else { return }
            log(task, outcome)
            work.queue.wakeOutbox()
            if outcome == .done, let id = task.appointmentID { work.verbs.changed(id) }
            // Every hour, and after clients were forgotten: what was erased is not in the log either.
            if task.kind == .forget || task.kind == .retention { _ = try? await store.checkpoint() }
        } catch {
            try await postpone(task, now, error)
        }
    }

    /// One task that cannot be done keeps no other one from being done.
    private func postpone(_ task: DueTask, _ now: Date, _ error: any Error) async throws {
        logger.error(
            "due task failed",
            metadata: [
                "kind": "\(task.kind.rawValue)", "id": "\(task.appointmentID ?? "-")",
                "error": "\(WorkLoop.word(error))",
            ])
        let next = now.addingTimeInterval(Self.pause)
        try await store.write { transaction in
            guard var task = try transaction.dueTasks.find(key: task.key), try transaction.dueTasks.take(key: task.key)
            else { return }
            task.dueAt = next
            try transaction.dueTasks.insert(task)
        }
    }

    /// Ids only.
    private func log(_ task: DueTask, _ outcome: DueWork.Outcome) {
        let level: Logger.Level = task.appointmentID == nil ? .debug : .info
        logger.log(
            level: level, "due task \(outcome.rawValue)",
            metadata: ["kind": "\(task.kind.rawValue)", "id": "\(task.appointmentID ?? "-")"])
    }
}
