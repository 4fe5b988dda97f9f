// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a program was answered to a request with this `Idempotency-Key`, so that the same request again does nothing twice.
public struct IdempotentAnswer: Sendable, Equatable {
    public var apiKeyID: String
    public var key: String
    /// SHA-256 of the request, in hexadecimal: another request with this key is refused.
    public var requestHash: String
    /// The HTTP status; 0 while the request is being done.
    public var status: Int
    public var appointmentID: String?
    public var createdAt: Date

    public init(
        apiKeyID: String, key: String, requestHash: String, status: Int, appointmentID: String? = nil,
        createdAt: Date
    ) {
        self.apiKeyID = apiKeyID
        self.key = key
        self.requestHash = requestHash
        self.status = status
        self.appointmentID = appointmentID
        self.createdAt = createdAt
    }
}

extension IdempotentAnswer: Record {
    static let table = "idempotent_answers"
    static let columns = ["api_key_id", "key", "request_hash", "status", "appointment_id", "created_at"]

    var values: [Value] {
        [
            Value(apiKeyID), Value(key), Value(requestHash), Value(status), Value(appointmentID), Value(createdAt),
        ]
    }

    init(row: Row) throws {
        apiKeyID = try row.text("api_key_id")
        key = try row.text("key")
        requestHash = try row.text("request_hash")
        status = try row.integer("status")
        appointmentID = try row.optionalText("appointment_id")
        createdAt = try row.instant("created_at")
    }
}

public struct IdempotentAnswerTable {
    let transaction: any Transaction

    public func find(apiKeyID: String, key: String) throws -> IdempotentAnswer? {
        try transaction.first(
            IdempotentAnswer.self, "where api_key_id = $1 and key = $2", [Value(apiKeyID), Value(key)])
    }

    /// Unless there is one with this key; tells whether it did.
    public func insert(_ answer: IdempotentAnswer) throws -> Bool {
        try transaction.insertIfAbsent(answer)
    }

    /// - Throws: ``StorageError/notFound``.
    public func finish(apiKeyID: String, key: String, status: Int, appointmentID: String?) throws {
        let changed = try transaction.execute(
            "update idempotent_answers set status = $3, appointment_id = $4 where api_key_id = $1 and key = $2",
            [Value(apiKeyID), Value(key), Value(status), Value(appointmentID)])
        guard changed == 1 else { throw StorageError.notFound }
    }

    public func delete(apiKeyID: String, key: String) throws {
        try transaction.execute(
            "delete from idempotent_answers where api_key_id = $1 and key = $2", [Value(apiKeyID), Value(key)])
    }

    public func delete(before instant: Date) throws {
        try transaction.execute("delete from idempotent_answers where created_at < $1", [Value(instant)])
    }
}

extension Transaction {
    public var idempotentAnswers: IdempotentAnswerTable { IdempotentAnswerTable(transaction: self) }
}
