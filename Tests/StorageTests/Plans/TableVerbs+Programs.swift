// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

extension TableVerbs {
    static let programs: [(String, @Sendable (any Transaction) -> Void)] = [
        ("apiKeys", keys), ("idempotentAnswers", answers),
        (
            "webhooks",
            {
                _ = try? $0.webhooks.find(id: "w")
                _ = try? $0.webhooks.list(practitionerID: "a")
                try? $0.webhooks.delete(id: "w")
            }
        ),
        ("webhookDeliveries", deliveries),
    ]

    @Sendable private static func keys(_ transaction: any Transaction) {
        _ = try? transaction.apiKeys.find(id: "k")
        _ = try? transaction.apiKeys.find(keyHash: "k")
        _ = try? transaction.apiKeys.list(practitionerID: "a")
        try? transaction.apiKeys.use(id: "k", at: Samples.noon)
        _ = try? transaction.apiKeys.revoke(id: "k", at: Samples.noon)
        try? transaction.apiKeys.revokeAll(practitionerID: "a", at: Samples.noon)
    }

    @Sendable private static func answers(_ transaction: any Transaction) {
        _ = try? transaction.idempotentAnswers.find(apiKeyID: "k", key: "x")
        try? transaction.idempotentAnswers.finish(apiKeyID: "k", key: "x", status: 201, appointmentID: "a")
        try? transaction.idempotentAnswers.delete(apiKeyID: "k", key: "x")
        try? transaction.idempotentAnswers.delete(before: Samples.noon)
    }

    @Sendable private static func deliveries(_ transaction: any Transaction) {
        let table = transaction.webhookDeliveries
        _ = try? table.find(id: "d")
        _ = try? table.list(webhookID: "w")
        _ = try? table.lease(now: Samples.noon, until: Samples.noon, token: "t", limit: 5)
        try? table.releaseLeases()
        _ = try? table.accept(id: "d", token: "t", reply: "", at: Samples.noon)
        _ = try? table.nextDue()
        try? table.deleteSettled(before: Samples.noon)
    }
}
