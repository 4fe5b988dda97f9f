// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

extension Command {
    /// Throws `JSONScanner.Failure` or `CommandFieldRefusal`.
    init(type: String, _ fields: inout JSONFields) throws {
        switch type {
        case "ready":
            let name = try fields.stringOrNull("name").map(Self.name)
            self = .ready(name: name, devices: try Devices(fields.value("devices")))
        case "knock":
            self = .knock(
                KnockID(try Self.identifier("knock", &fields)), name: try Self.name(fields.string("name")),
                left: try fields.integerOrNull("left", in: 0...30_000).map { .milliseconds($0) })
        case "withdraw": self = .withdraw
        case "open": self = .open
        case "close": self = .close
        case "admit": self = .admit(KnockID(try Self.identifier("knock", &fields)))
        case "refuse":
            self = .refuse(KnockID(try Self.identifier("knock", &fields)), silence: try fields.bool("silence"))
        case "wait":
            let knock = KnockID(try Self.identifier("knock", &fields))
            let text = try fields.string("text")
            guard text.isLine(maximum: 200) else { throw JSONScanner.Failure.malformed }
            self = .wait(knock, text: text)
        case "nudge": self = .nudge(VisitorID(try Self.identifier("visitor", &fields)))
        case "lock": self = .lock(try fields.bool("locked"))
        case "mute": self = .mute(try Self.kind(&fields))
        case "ask": self = .ask(try Self.kind(&fields))
        case "exclude": self = .exclude(lock: try fields.bool("lock"))
        case "media":
            self = .media(
                microphone: try fields.bool("microphone"), camera: try fields.bool("camera"),
                hasCamera: try fields.bool("hasCamera"))
        case "connected": self = .connected
        case "hang_up": self = .hangUp
        default: throw JSONScanner.Failure.malformed
        }
    }

    private static func identifier(_ name: String, _ fields: inout JSONFields) throws(JSONScanner.Failure) -> String {
        let text = try fields.string(name)
        guard text.isIdentifier else { throw .malformed }
        return text
    }

    private static func kind(_ fields: inout JSONFields) throws(JSONScanner.Failure) -> MediaKind {
        guard let kind = MediaKind(rawValue: try fields.string("kind")) else { throw .malformed }
        return kind
    }

    /// Whether it is a name is the room's to say (rule 3); here only what no name can be is kept out of it.
    private static func name(_ text: String) throws(CommandFieldRefusal) -> String {
        guard text.utf8.count <= 2000 else { throw CommandFieldRefusal(reason: .name) }
        return text
    }
}

extension Devices {
    fileprivate init(_ value: JSONValue) throws(JSONScanner.Failure) {
        var fields = try JSONFields(value)
        self.init(
            camera: try fields.bool("camera"), microphone: try fields.bool("microphone"),
            speaker: try fields.bool("speaker"))
        try fields.end()
    }
}
