// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import OutgoingHTTP
import Scheduling
import Storage

/// The addresses to which a practitioner's changes are told.
public struct HookBook: Sendable {
    /// Addresses of one practitioner.
    public static let most = 5

    public struct Hook: Sendable, Equatable {
        public let id: String
        public let url: String
        public let createdAt: Date
        /// What became of the latest messages of the last week, latest first.
        public let latest: [Delivery]
        public var last: Delivery? { latest.first }
    }

    public struct Delivery: Sendable, Equatable {
        public let event: HookEvent
        public let state: DeliveryState
        /// The last answer: a status such as `200`, or an ``OutgoingHTTP/OutgoingError`` in its raw value.
        public let reply: String?
        public let createdAt: Date
    }

    private let store: any Store
    private let sender: any OutgoingSending
    private let clock: WallClock

    public init(store: any Store, sender: any OutgoingSending, clock: WallClock = .system) {
        self.store = store
        self.sender = sender
        self.clock = clock
    }

    /// The oldest first.
    public func list(by account: Account) async throws -> [Hook] {
        guard Access.mayAct(account, for: account.id) else { throw OutsideRefusal.notFound }
        return try await store.read { transaction in
            try transaction.webhooks.list(practitionerID: account.id).map { hook in
                Hook(hook, try transaction.webhookDeliveries.list(webhookID: hook.id, limit: 10))
            }
        }
    }

    /// - Returns: the secret that signs, which is not shown again, and the entry.
    /// - Throws: ``OutsideRefusal/tooMany``, ``OutsideRefusal/address``, ``OutsideRefusal/notFound``.
    public func add(url: String, by account: Account) async throws -> (secret: String, hook: Hook) {
        guard Access.mayAct(account, for: account.id) else { throw OutsideRefusal.notFound }
        guard let address = try? WebAddress(url.trimmingCharacters(in: .whitespaces)) else {
            throw OutsideRefusal.address
        }
        let secret = HookSecret.make()
        let row = Webhook(
            id: RandomID.make(), practitionerID: account.id, url: address.text, secret: secret.text,
            createdAt: clock.now.asStored)
        try await store.write { transaction in
            guard try transaction.webhooks.list(practitionerID: account.id).count < Self.most else {
                throw OutsideRefusal.tooMany
            }
            try transaction.webhooks.insert(row)
        }
        return (secret.text, Hook(row, []))
    }

    /// What waits to be told there is forgotten.
    public func remove(_ id: String, by account: Account) async throws {
        try await store.write { transaction in
            _ = try Self.owned(id, by: account, in: transaction)
            try transaction.webhooks.delete(id: id)
        }
    }

    /// Sends one signed message without an appointment, once, and tells what came back: a status, or why there was none.
    public func test(_ id: String, by account: Account) async throws -> Result<Int, OutgoingError> {
        let hook = try await store.read { try Self.owned(id, by: account, in: $0) }
        let now = clock.now
        let body = try HookMessage(type: HookEvent.test.type, timestamp: now, data: [String: String]()).text()
        let message = HookCall(id: "msg_" + RandomID.make(), url: hook.url, secret: hook.secret, body: body)
        do throws(OutgoingError) {
            return .success(try await message.send(through: sender, at: now).status)
        } catch {
            return .failure(error)
        }
    }

    private static func owned(_ id: String, by account: Account, in transaction: any Transaction) throws -> Webhook {
        guard let hook = try transaction.webhooks.find(id: id), Access.mayAct(account, for: hook.practitionerID) else {
            throw OutsideRefusal.notFound
        }
        return hook
    }
}

extension HookBook.Hook {
    fileprivate init(_ row: Webhook, _ deliveries: [WebhookDelivery]) {
        let latest = deliveries.compactMap { delivery in
            HookEvent(rawValue: delivery.event).map { event in
                HookBook.Delivery(
                    event: event, state: delivery.state, reply: delivery.reply, createdAt: delivery.createdAt)
            }
        }
        self.init(id: row.id, url: row.url, createdAt: row.createdAt, latest: latest)
    }
}
