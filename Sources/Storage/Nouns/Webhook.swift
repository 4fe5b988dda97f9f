// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An address that a practitioner's changes are announced to.
public struct Webhook: Sendable, Equatable {
    public var id: String
    public var practitionerID: String
    public var url: String
    /// The announcements are signed with it.
    public var secret: String
    public var createdAt: Date

    public init(id: String, practitionerID: String, url: String, secret: String, createdAt: Date) {
        self.id = id
        self.practitionerID = practitionerID
        self.url = url
        self.secret = secret
        self.createdAt = createdAt
    }
}

extension Webhook: Record {
    static let table = "webhooks"
    static let columns = ["id", "practitioner_id", "url", "secret", "created_at"]

    var values: [Value] { [Value(id), Value(practitionerID), Value(url), Value(secret), Value(createdAt)] }

    init(row: Row) throws {
        id = try row.text("id")
        practitionerID = try row.text("practitioner_id")
        url = try row.text("url")
        secret = try row.text("secret")
        createdAt = try row.instant("created_at")
    }
}

public struct WebhookTable {
    let transaction: any Transaction

    public func find(id: String) throws -> Webhook? {
        try transaction.first(Webhook.self, "where id = $1", [Value(id)])
    }

    /// In the order in which they were added.
    public func list(practitionerID: String) throws -> [Webhook] {
        try transaction.all(
            Webhook.self, "where practitioner_id = $1 order by created_at, id", [Value(practitionerID)])
    }

    public func insert(_ webhook: Webhook) throws {
        try transaction.insert(webhook)
    }

    /// With its deliveries.
    public func delete(id: String) throws {
        try transaction.execute("delete from webhook_deliveries where webhook_id = $1", [Value(id)])
        try transaction.execute("delete from webhooks where id = $1", [Value(id)])
    }
}

extension Transaction {
    public var webhooks: WebhookTable { WebhookTable(transaction: self) }
}
