// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Mail
import Scheduling
import ServiceLifecycle
import Storage

/// Hands the outbox's mails to the mail server until each is accepted or given up. A mail goes at least once; twice only if
/// the process dies between the server's 250 and the mark, and then with the same Message-ID.
public struct OutboxService: Service {
    /// How often old contents are looked for: a mail wakes the loop, and that is a write.
    private static let betweenErasures: TimeInterval = 3600

    private let store: any Store
    private let writer: MailWriter
    /// Nil without a mail server: only contents are erased.
    private let delivery: (any MailDelivery)?
    private let sender: EmailAddress
    private let signal: WorkSignal
    private let clock: WallClock
    private let limits: OutboxLimits
    private let backOff: BackOff
    private let changed: @Sendable (_ appointmentID: String) -> Void
    private let logger: Logger

    /// - Parameter changed: called when the state of a mail about this appointment has changed.
    public init(
        store: any Store, writer: MailWriter, delivery: (any MailDelivery)?, sender: EmailAddress, signal: WorkSignal,
        clock: WallClock = .system, limits: OutboxLimits = OutboxLimits(), backOff: BackOff = BackOff(),
        changed: @escaping @Sendable (_ appointmentID: String) -> Void = { _ in }, logger: Logger
    ) {
        self.store = store
        self.writer = writer
        self.delivery = delivery
        self.sender = sender
        self.signal = signal
        self.clock = clock
        self.limits = limits
        self.backOff = backOff
        self.changed = changed
        self.logger = logger
    }

    /// Until graceful shutdown; running dialogues then have ``OutboxLimits/drain`` to end.
    public func run() async throws {
        let loop = WorkLoop(
            name: "outbox", signal: signal, sleep: 0.1...Self.betweenErasures, clock: clock, logger: logger)
        var erasedAt = Date.distantPast
        await loop.run {
            if abs(clock.now.timeIntervalSince(erasedAt)) >= Self.betweenErasures {
                try await eraseOld()
                erasedAt = clock.now
            }
            // Without a mail server nothing is ever due.
            return delivery == nil ? nil : try await store.read { try $0.outbox.nextDue() }
        } work: {
            try await deliverDue()
        }
    }

    /// Leases the mails that are due, a batch of them, and hands them over side by side.
    /// - Returns: how many there were.
    @discardableResult
    public func deliverDue() async throws -> Int {
        guard let delivery else { return 0 }
        let (now, token) = (clock.now, RandomID.make())
        let until = now.addingTimeInterval(Double(limits.lease.components.seconds))
        let leased = try await store.write { [limits, writer] transaction in
            try transaction.outbox.dropOutdated(now: now)
            return try transaction.outbox.lease(now: now, until: until, token: token, limit: limits.connections)
                .map { try Leased($0, token, writer, now: now, in: transaction) }
        }
        try await withThrowingTaskGroup { group in
            for case .mail(let mail) in leased {
                group.addTask { try await settle(mail, token, try await outcome(of: mail, delivery)) }
            }
            try await group.waitForAll()
        }
        for case .unwritable(let mail, let error) in leased {
            logger.error(
                "outbox: mail cannot be written",
                metadata: ["mail": "\(mail.id)", "kind": "\(mail.kind)", "error": "\(error)"])
        }
        return leased.count
    }

    /// Erases what old mails say, and to whom.
    public func eraseOld() async throws {
        let now = clock.now
        _ = try await store.write { [limits] transaction in
            try transaction.outbox.eraseMessages(
                acceptedBefore: now.addingTimeInterval(-limits.keepAccepted),
                abandonedBefore: now.addingTimeInterval(-limits.keepAbandoned))
        }
    }

    /// The dialogue, ended by force when the service has to stop. Marking is no part of it: this task is not cancelled.
    private func outcome(
        of mail: OutboxMail, _ delivery: any MailDelivery
    ) async throws -> Result<ServerReply, DeliveryFailure> {
        guard let message = mail.message, let recipient = try? EmailAddress(validating: mail.recipient) else {
            return .failure(.refused(ServerReply(code: 0, text: "no content")))
        }
        let envelope = Envelope(sender: sender, recipient: recipient, message: Array(message))
        return await withTaskGroup { group in
            group.addTask {
                do throws(DeliveryFailure) {
                    return .success(try await delivery.deliver(envelope)) as Result<ServerReply, DeliveryFailure>?
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: limits.drain)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            // When the time was over first, the cancelled dialogue still tells how far it came.
            let second = await group.next() ?? nil
            return first ?? second ?? .failure(.cancelled)
        }
    }

    private func settle(
        _ mail: OutboxMail, _ token: String, _ outcome: Result<ServerReply, DeliveryFailure>
    ) async throws {
        let now = clock.now
        let isMarked: Bool
        switch outcome {
        case .success(let reply):
            isMarked = try await store.write { transaction in
                try MailOutage.end(at: now, in: transaction)
                return try transaction.outbox.accept(id: mail.id, token: token, reply: reply.description, at: now)
            }
        case .failure(let failure):
            let next = failure.isPermanent ? nil : nextAttempt(of: mail, failure, now)
            isMarked = try await store.write { transaction in
                try MailOutage.note(failure, isAgain: mail.attempts > 1, at: now, in: transaction)
                guard let next else {
                    return try transaction.outbox.fail(
                        id: mail.id, token: token, reply: failure.explanation, at: now)
                }
                return try transaction.outbox.retry(
                    id: mail.id, token: token, reply: failure.explanation, next: next)
            }
        }
        log(mail, outcome, isMarked)
        if isMarked, let id = mail.appointmentID { changed(id) }
    }

    private func nextAttempt(of mail: OutboxMail, _ failure: DeliveryFailure, _ now: Date) -> Date? {
        if failure == .cancelled { return now }
        let next = backOff.next(attempts: mail.attempts, queuedAt: mail.createdAt, now: now)
        // At the latest when it is outdated: it is given up then, and not shown as waiting for longer.
        guard let next, let end = mail.expiresAt else { return next }
        return min(next, max(end, now))
    }

    /// Ids and codes only: a reply may name the recipient.
    private func log(_ mail: OutboxMail, _ outcome: Result<ServerReply, DeliveryFailure>, _ isMarked: Bool) {
        let word =
            switch outcome {
            case .success(let reply): "accepted \(reply.code)"
            case .failure(.refused(let reply, _)): "refused \(reply.code)"
            case .failure(.deferred(let reply)): "deferred \(reply.code)"
            case .failure(.unreachable(let why)): "unreachable: \(why.detail)"
            case .failure(.cancelled): "stopped"
            }
        logger.info(
            "outbox: mail \(word)",
            metadata: [
                "mail": "\(mail.id)", "kind": "\(mail.kind)", "attempt": "\(mail.attempts)",
                "marked": "\(isMarked)",
            ])
    }
}
