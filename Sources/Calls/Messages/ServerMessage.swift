// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// What the server says to a page, as JSON text.
struct ServerMessage {
    let json: JSONValue

    var bytes: [UInt8] { json.bytes }

    static func welcome(page: String, now: Int) -> ServerMessage {
        ServerMessage(
            json: .object([
                "type": .string("welcome"), "version": .integer(1), "page": .string(page), "now": .integer(now),
            ]))
    }

    static func ping(now: Int) -> ServerMessage {
        ServerMessage(json: .object(["type": .string("ping"), "now": .integer(now)]))
    }

    static func ticket(_ ticket: String) -> ServerMessage {
        ServerMessage(json: .object(["type": .string("ticket"), "ticket": .string(ticket)]))
    }

    static func acknowledged(_ id: Int) -> ServerMessage {
        ServerMessage(json: .object(["type": .string("ack"), "id": .integer(id)]))
    }

    static func refused(_ id: Int, _ reason: RefusalReason) -> ServerMessage {
        ServerMessage(
            json: .object(["type": .string("refused"), "id": .integer(id), "reason": .string(reason.rawValue)]))
    }

    /// New relay credentials, before those of the grant end.
    static func ice(_ ice: ICEConfiguration) -> ServerMessage {
        ServerMessage(json: .object(["type": .string("ice"), "ice": ice.json]))
    }

    /// The host's appointments are not what they were; or, to a page that has just come, what they are now.
    static func appointments(_ revision: String) -> ServerMessage {
        ServerMessage(json: .object(["type": .string("appointments"), "revision": .string(revision)]))
    }

    static let nudge = ServerMessage(json: .object(["type": .string("nudge")]))
    static let moved = ServerMessage(json: .object(["type": .string("moved")]))

    static func control(_ kind: MediaKind, blocked: Bool) -> ServerMessage {
        ServerMessage(
            json: .object([
                "type": .string("control"), "kind": .string(kind.rawValue), "blocked": .bool(blocked),
            ]))
    }
}
