// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public struct WebhookDeliveryTable {
    let transaction: any Transaction

    public func insert(_ delivery: WebhookDelivery) throws {
        try transaction.insert(delivery)
    }

    public func find(id: String) throws -> WebhookDelivery? {
        try transaction.first(WebhookDelivery.self, "where id = $1", [Value(id)])
    }

    /// Latest first.
    public func list(webhookID: String, limit: Int = 50) throws -> [WebhookDelivery] {
        try transaction.all(
            WebhookDelivery.self, "where webhook_id = $1 order by created_at desc, id limit $2",
            [Value(webhookID), Value(limit)])
    }

    /// Takes deliveries that are due, or whose lease ran out, for one worker. `token` must be new for each call.
    /// - Parameter others: practitioners whose deliveries are left out.
    public func lease(
        now: Date, until: Date, token: String, without others: Set<String> = [], limit: Int
    ) throws -> [WebhookDelivery] {
        let numbers = (["''"] + (0..<others.count).map { "$\($0 + 5)" }).joined(separator: ", ")
        try transaction.execute(
            """
            update webhook_deliveries
            set state = 'leased', lease_token = $1, lease_until = $2, attempts = attempts + 1
            where id in (
              select id from webhook_deliveries
              where ((state = 'queued' and next_attempt_at <= $3) or (state = 'leased' and lease_until <= $3))
              and webhook_id not in (select id from webhooks where practitioner_id in (\(numbers)))
              order by next_attempt_at, id limit $4)
            """,
            [Value(token), Value(until), Value(now), Value(limit)] + others.map { Value($0) })
        return try transaction.all(
            WebhookDelivery.self, "where lease_token = $1 order by next_attempt_at, id", [Value(token)])
    }

    /// Makes every leased one due again. Only for a process that is alone with the database and has begun no delivery.
    public func releaseLeases() throws {
        try transaction.execute(
            "update webhook_deliveries set state = 'queued', lease_token = null, lease_until = null where state = 'leased'"
        )
    }

    /// False when the lease is no longer `token`'s.
    @discardableResult
    public func accept(id: String, token: String, reply: String, at instant: Date) throws -> Bool {
        try settle(id: id, token: token, state: .accepted, reply: reply, column: "accepted_at", instant: instant)
    }

    /// Puts it back to be tried again at `next`. False when the lease is no longer `token`'s.
    @discardableResult
    public func retry(id: String, token: String, reply: String, next: Date) throws -> Bool {
        try settle(id: id, token: token, state: .queued, reply: reply, column: "next_attempt_at", instant: next)
    }

    /// Gives it up. False when the lease is no longer `token`'s.
    @discardableResult
    public func fail(id: String, token: String, reply: String, at instant: Date) throws -> Bool {
        try settle(id: id, token: token, state: .failed, reply: reply, column: "next_attempt_at", instant: instant)
    }

    /// When the next one is due or the next lease runs out; nil when nothing waits.
    public func nextDue() throws -> Date? {
        try transaction.rows(
            """
            select min(case when state = 'leased' then lease_until else next_attempt_at end) as due
            from webhook_deliveries where state in ('queued', 'leased')
            """
        ).first?.optionalInstant("due")
    }

    /// Forgets what went, or was given up, before this instant.
    public func deleteSettled(before instant: Date) throws {
        try transaction.execute(
            "delete from webhook_deliveries where state in ('accepted', 'failed') and next_attempt_at < $1",
            [Value(instant)])
    }

    private func settle(
        id: String, token: String, state: DeliveryState, reply: String, column: String, instant: Date
    ) throws -> Bool {
        try transaction.execute(
            """
            update webhook_deliveries
            set state = $3, reply = $4, \(column) = $5, lease_token = null, lease_until = null
            where id = $1 and lease_token = $2
            """,
            [Value(id), Value(token), Value(state), Value(reply), Value(instant)]) == 1
    }
}

extension Transaction {
    public var webhookDeliveries: WebhookDeliveryTable { WebhookDeliveryTable(transaction: self) }
}
