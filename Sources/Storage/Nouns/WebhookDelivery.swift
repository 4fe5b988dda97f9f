// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

public enum DeliveryState: String, Sendable, CaseIterable {
    case queued
    case leased
    /// The address answered with a status of success.
    case accepted
    case failed
}

/// One announcement to one address. It goes at least once, with one id.
public struct WebhookDelivery: Sendable, Equatable {
    public var id: String
    public var webhookID: String
    public var event: String
    public var appointmentID: String
    /// JSON, as it is signed and sent; empty once erased.
    public var body: String
    public var state: DeliveryState
    public var attempts: Int
    public var nextAttemptAt: Date
    public var leaseToken: String?
    public var leaseUntil: Date?
    /// The last answer, or why there was none.
    public var reply: String?
    public var createdAt: Date
    public var acceptedAt: Date?

    public init(
        id: String, webhookID: String, event: String, appointmentID: String, body: String,
        state: DeliveryState = .queued, attempts: Int = 0, nextAttemptAt: Date, leaseToken: String? = nil,
        leaseUntil: Date? = nil, reply: String? = nil, createdAt: Date, acceptedAt: Date? = nil
    ) {
        self.id = id
        self.webhookID = webhookID
        self.event = event
        self.appointmentID = appointmentID
        self.body = body
        self.state = state
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.leaseToken = leaseToken
        self.leaseUntil = leaseUntil
        self.reply = reply
        self.createdAt = createdAt
        self.acceptedAt = acceptedAt
    }
}

extension WebhookDelivery: Record {
    static let table = "webhook_deliveries"
    static let columns = [
        "id", "webhook_id", "event", "appointment_id", "body", "state", "attempts", "next_attempt_at", "lease_token",
        "lease_until", "reply", "created_at", "accepted_at",
    ]

    var values: [Value] {
        [
            Value(id), Value(webhookID), Value(event), Value(appointmentID), Value(body), Value(state),
            Value(attempts), Value(nextAttemptAt), Value(leaseToken), Value(leaseUntil), Value(reply),
            Value(createdAt), Value(acceptedAt),
        ]
    }

    init(row: Row) throws {
        id = try row.text("id")
        webhookID = try row.text("webhook_id")
        event = try row.text("event")
        appointmentID = try row.text("appointment_id")
        body = try row.text("body")
        state = try row.word("state")
        attempts = try row.integer("attempts")
        nextAttemptAt = try row.instant("next_attempt_at")
        leaseToken = try row.optionalText("lease_token")
        leaseUntil = try row.optionalInstant("lease_until")
        reply = try row.optionalText("reply")
        createdAt = try row.instant("created_at")
        acceptedAt = try row.optionalInstant("accepted_at")
    }
}
