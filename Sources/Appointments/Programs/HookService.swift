// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import OutgoingHTTP
import Scheduling
import ServiceLifecycle
import Storage

/// Tells practitioners' other programs what changed, until each message is accepted or a day is over. A message goes at least
/// once, under one `Webhook-Id`; the order of messages is not promised.
public struct HookService: Service {
    /// How long a worker owns a message: more than a request may take.
    private static let lease: TimeInterval = 60
    /// How long what was told, and to whom, is kept.
    private static let keep: TimeInterval = 7 * 86400
    /// How often that is looked for: each change of an appointment wakes the loop, and this is a write.
    private static let betweenForgetting: TimeInterval = 3600

    private let store: any Store
    private let sender: any OutgoingSending
    private let signal: WorkSignal
    private let clock: WallClock
    private let backOff: BackOff
    private let logger: Logger
    private let turns = FairTurns(most: 8)

    /// - Parameter signal: the one that ``HookQueue`` raises.
    public init(
        store: any Store, sender: any OutgoingSending, signal: WorkSignal, clock: WallClock = .system,
        backOff: BackOff = BackOff(), logger: Logger
    ) {
        self.store = store
        self.sender = sender
        self.signal = signal
        self.clock = clock
        self.backOff = backOff
        self.logger = logger
    }

    /// Until graceful shutdown; a request that runs then is broken off and its message is due again.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var forgotAt = Date.distantPast
            await withDiscardingTaskGroup { group in
                await loop.run {
                    if abs(clock.now.timeIntervalSince(forgotAt)) >= Self.betweenForgetting {
                        try await forget()
                        forgotAt = clock.now
                    }
                    return try await store.read { try $0.webhookDeliveries.nextDue() }
                } work: {
                    try await begin(in: &group)
                }
            }
        }
    }

    private var loop: WorkLoop {
        WorkLoop(name: "hooks", signal: signal, sleep: 1...3600, clock: clock, logger: logger)
    }

    /// Begins to send a message that is due, when there is a turn for it.
    /// - Returns: how many that were.
    private func begin(in group: inout DiscardingTaskGroup) async throws -> Int {
        guard !turns.isFull, let next = try await lease() else { return 0 }
        turns.begin(next.owner)
        group.addTask { await deliver(next) }
        return 1
    }

    private func forget() async throws {
        let end = clock.now.addingTimeInterval(-Self.keep)
        try await store.write { try $0.webhookDeliveries.deleteSettled(before: end) }
    }

    private struct Leased: Sendable {
        let delivery: WebhookDelivery
        let hook: Webhook
        let token: String
        var owner: String { hook.practitionerID }
    }

    /// The message that is due longest, of somebody who has none on its way.
    private func lease() async throws -> Leased? {
        let (now, token, owners) = (clock.now, RandomID.make(), turns.owners)
        return try await store.write { transaction in
            let deliveries = transaction.webhookDeliveries
            let leased = try deliveries.lease(
                now: now, until: now.addingTimeInterval(Self.lease), token: token, without: owners, limit: 1)
            guard let delivery = leased.first, let hook = try transaction.webhooks.find(id: delivery.webhookID) else {
                return nil
            }
            return Leased(delivery: delivery, hook: hook, token: token)
        }
    }

    private func deliver(_ leased: Leased) async {
        do {
            try await settle(leased.delivery, leased.token, await outcome(of: leased))
        } catch {
            try? await Task.sleep(for: loop.pause(after: error))
        }
        turns.end(leased.owner)
        signal.raise()
    }

    private func outcome(of leased: Leased) async -> Result<OutgoingAnswer, OutgoingError> {
        let call = HookCall(
            id: leased.delivery.id, url: leased.hook.url, secret: leased.hook.secret, body: leased.delivery.body)
        do throws(OutgoingError) {
            return .success(try await call.send(through: sender, at: clock.now))
        } catch {
            return .failure(error)
        }
    }

    private func settle(
        _ delivery: WebhookDelivery, _ token: String, _ outcome: Result<OutgoingAnswer, OutgoingError>
    ) async throws {
        let now = clock.now
        let word =
            switch outcome {
            case .success(let answer): String(answer.status)
            case .failure(let error): error.rawValue
            }
        let isMarked = try await store.write { transaction in
            let deliveries = transaction.webhookDeliveries
            if case .success(let answer) = outcome, (200..<300).contains(answer.status) {
                return try deliveries.accept(id: delivery.id, token: token, reply: word, at: now)
            }
            guard let next = nextAttempt(of: delivery, outcome, now) else {
                return try deliveries.fail(id: delivery.id, token: token, reply: word, at: now)
            }
            return try deliveries.retry(id: delivery.id, token: token, reply: word, next: next)
        }
        logger.info(
            "hooks: message answered",
            metadata: [
                "message": "\(delivery.id)", "event": "\(delivery.event)", "answer": "\(word)",
                "attempt": "\(delivery.attempts)", "marked": "\(isMarked)",
            ])
    }

    /// Nil when it is of no use: the address is none that may be asked, the receiver is gone for good (410), the day is over.
    private func nextAttempt(
        of delivery: WebhookDelivery, _ outcome: Result<OutgoingAnswer, OutgoingError>, _ now: Date
    ) -> Date? {
        switch outcome {
        case .success(let answer) where answer.status == 410: nil
        case .failure(let error) where error.isPermanent: nil
        case .failure(.cancelled): now
        default: backOff.next(attempts: delivery.attempts, queuedAt: delivery.createdAt, now: now)
        }
    }
}
