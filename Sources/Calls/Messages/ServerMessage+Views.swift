// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

extension ServerMessage {
    static func room(_ view: VisitorView, at moment: Moment) -> ServerMessage {
        var fields: [JSONValue.Field] = [
            .init(name: "type", value: .string("room")),
            .init(name: "revision", value: .integer(view.revision)),
            .init(name: "now", value: .integer(moment.milliseconds)),
            .init(name: "state", value: .string(view.state.rawValue)),
            .init(name: "deadline", value: .instant(view.deadline, moment)),
            .init(name: "text", value: .text(view.text)),
            .init(name: "host", value: .text(view.host)),
        ]
        if let start = view.startsAt { fields.append(.init(name: "starts", value: .integer(start))) }
        if view.opens != nil { fields.append(.init(name: "opens", value: .instant(view.opens, moment))) }
        if let delay = view.delayMinutes { fields.append(.init(name: "delay", value: .integer(delay))) }
        return ServerMessage(json: .object(fields))
    }

    static func room(_ view: HostView, at moment: Moment) -> ServerMessage {
        var fields: [JSONValue.Field] = [
            .init(name: "type", value: .string("room")),
            .init(name: "revision", value: .integer(view.revision)),
            .init(name: "now", value: .integer(moment.milliseconds)),
            .init(name: "open", value: .bool(view.isOpen)),
            .init(name: "locked", value: .bool(view.isLocked)),
            .init(name: "knocks", value: .array(view.knocks.map { knock($0, moment) })),
            .init(name: "visitors", value: .array(view.visitors.map(visitor))),
            .init(name: "call", value: view.call.map { call($0, moment) } ?? .null),
            .init(name: "ended", value: view.ended.map { ended($0, moment) } ?? .null),
        ]
        if !view.isHere { fields.append(.init(name: "here", value: .bool(false))) }
        return ServerMessage(json: .object(fields))
    }

    static func grant(_ grant: Grant, resume: String, ice: ICEConfiguration, at moment: Moment) -> ServerMessage {
        ServerMessage(
            json: .object([
                "type": .string("grant"), "call": .string(grant.call.rawValue), "role": .string(grant.role.rawValue),
                "polite": .bool(grant.role == .guest), "resumed": .bool(grant.isResumed), "resume": .string(resume),
                "name": .string(grant.name), "started": .instant(grant.started, moment), "ice": ice.json,
                "you": .media(grant.you), "other": .media(grant.other), "present": .bool(grant.otherIsPresent),
            ]))
    }

    static func peer(_ peer: PeerState, at moment: Moment) -> ServerMessage {
        ServerMessage(
            json: .object([
                "type": .string("peer"), "call": .string(peer.call.rawValue), "present": .bool(peer.isPresent),
                "state": .callState(isConnected: peer.isConnected),
                "seatDeadline": .instant(peer.seatDeadline, moment), "renegotiate": .bool(peer.renegotiate),
                "media": .media(peer.media),
            ]))
    }

    private static func knock(_ knock: KnockView, _ moment: Moment) -> JSONValue {
        .object([
            "knock": .string(knock.knock.rawValue), "visitor": .string(knock.visitor.rawValue),
            "name": .string(knock.name), "since": .instant(knock.since, moment),
            "deadline": .instant(knock.deadline, moment), "waiting": .bool(knock.isWaiting), "text": .text(knock.text),
            "appointment": .text(knock.appointment?.rawValue), "anotherDevice": .bool(knock.isAnotherDevice),
            "roomLink": .bool(knock.isRoomLink), "devices": .devices(knock.devices),
        ])
    }

    private static func visitor(_ visitor: ArrivalView) -> JSONValue {
        .object([
            "visitor": .string(visitor.visitor.rawValue), "name": .string(visitor.name),
            "ready": .bool(visitor.isReady), "appointment": .string(visitor.appointment.rawValue),
            "devices": .devices(visitor.devices),
        ])
    }

    private static func call(_ call: CallView, _ moment: Moment) -> JSONValue {
        .object([
            "call": .string(call.call.rawValue), "state": .callState(isConnected: call.isConnected),
            "appointment": .text(call.appointment?.rawValue), "guest": .string(call.guestName),
            "started": .instant(call.started, moment), "guestPresent": .bool(call.guestIsPresent),
            "seatDeadline": .instant(call.seatDeadline, moment), "media": .media(call.guestMedia),
        ])
    }

    private static func ended(_ ended: EndedCall, _ moment: Moment) -> JSONValue {
        .object([
            "reason": .string(ended.reason.rawValue), "at": .instant(ended.at, moment),
            "appointment": .text(ended.appointment?.rawValue),
        ])
    }
}

extension JSONValue {
    fileprivate static func text(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    fileprivate static func instant(_ instant: ContinuousClock.Instant?, _ moment: Moment) -> JSONValue {
        instant.map { .integer(moment.milliseconds(of: $0)) } ?? .null
    }

    fileprivate static func callState(isConnected: Bool) -> JSONValue {
        .string((isConnected ? Outcome.inCall : .connecting).rawValue)
    }

    fileprivate static func media(_ media: MediaState) -> JSONValue {
        .object([
            "microphone": .bool(media.microphone), "camera": .bool(media.camera), "hasCamera": .bool(media.hasCamera),
            "microphoneBlocked": .bool(media.microphoneBlocked), "cameraBlocked": .bool(media.cameraBlocked),
        ])
    }

    fileprivate static func devices(_ devices: Devices?) -> JSONValue {
        guard let devices else { return .null }
        return .object([
            "camera": .bool(devices.camera), "microphone": .bool(devices.microphone),
            "speaker": .bool(devices.speaker),
        ])
    }
}
