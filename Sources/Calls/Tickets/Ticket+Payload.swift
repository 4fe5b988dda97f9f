// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Ticket {
    /// The signed part: compact JSON.
    var payload: [UInt8] {
        var fields: [JSONValue.Field] = []
        func add(_ name: String, _ value: JSONValue) { fields.append(.init(name: name, value: value)) }
        add("v", .integer(1))
        add("page", .string(page))
        add("room", .string(room))
        switch bearer {
        case .host(let account, let login):
            add("account", .string(account))
            add("login", .string(login))
        case .personal(let appointment, let revision, let source):
            add("appointment", .string(appointment))
            add("revision", .integer(revision))
            add("source", .string(source))
        case .roomLink(let slug, let source):
            add("slug", .string(slug))
            add("source", .string(source))
        }
        add("expires", .integer(Int(expires.timeIntervalSince1970.rounded())))
        return JSONValue.object(fields).bytes
    }

    init(payload: [UInt8]) throws(TicketError) {
        do {
            var fields = try JSONFields(JSONValue(reading: payload))
            _ = try fields.integer("v", in: 1...1)
            page = try fields.string("page")
            room = try fields.string("room")
            expires = Date(timeIntervalSince1970: Double(try fields.integer("expires", in: 0...99_999_999_999)))
            bearer = try Self.bearer(&fields)
            try fields.end()
        } catch {
            throw .invalid
        }
    }

    private static func bearer(_ fields: inout JSONFields) throws(JSONScanner.Failure) -> Bearer {
        if let account = fields.optional("account") {
            guard case .string(let account) = account else { throw .malformed }
            return .host(account: account, login: try fields.string("login"))
        }
        let source = try fields.string("source")
        if let slug = fields.optional("slug") {
            guard case .string(let slug) = slug else { throw .malformed }
            return .roomLink(slug: slug, source: source)
        }
        return .personal(
            appointment: try fields.string("appointment"),
            revision: try fields.integer("revision", in: 0...1_000_000_000), source: source)
    }
}
