// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// What a page says to the server, decoded strictly: an unknown type, an unknown or missing field, a wrong type and a value out
/// of bounds are all refused.
enum ClientMessage: Equatable, Sendable {
    struct Hello: Equatable, Sendable {
        /// The resume token of the running call.
        var resume: String?
        var takeBack = false
    }

    case hello(Hello)
    case pong
    case flow
    case command(id: Int, Command)

    init(reading bytes: UnsafeRawBufferPointer) throws(MessageRefusal) {
        var id = 0
        do {
            var fields = try JSONFields(JSONValue(reading: bytes))
            let type = try fields.string("type")
            switch type {
            case "hello": self = .hello(try Self.hello(&fields))
            case "pong": self = .pong
            case "flow": self = .flow
            default:
                id = try fields.integer("id", in: 1...9_007_199_254_740_991)
                self = .command(id: id, try Command(type: type, &fields))
            }
            try fields.end()
        } catch let refusal as CommandFieldRefusal {
            throw MessageRefusal(id: id, reason: refusal.reason)
        } catch {
            throw MessageRefusal(id: id, reason: .malformed)
        }
    }

    private static func hello(_ fields: inout JSONFields) throws(JSONScanner.Failure) -> Hello {
        _ = try fields.integer("version", in: 1...1)
        var hello = Hello(resume: try fields.stringOrNull("resume"))
        if let resume = hello.resume {
            guard resume.isIdentifier else { throw .malformed }
        }
        if let takeBack = fields.optional("takeBack") {
            guard case .bool(let takeBack) = takeBack else { throw .malformed }
            hello.takeBack = takeBack
        }
        return hello
    }
}

/// Why a message did not reach the room. `id` is 0 when the message has none that can be read.
struct MessageRefusal: Error, Equatable {
    let id: Int
    let reason: RefusalReason
}

/// A field that the JSON's shape alone does not condemn.
struct CommandFieldRefusal: Error {
    let reason: RefusalReason
}
