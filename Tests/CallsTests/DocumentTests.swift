// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Testing

@testable import Calls

/// The examples of docs/signalling.md are what the server reads and writes.
@Suite struct DocumentTests {
    struct Example: CustomTestStringConvertible {
        let side: String
        let text: String
        var testDescription: String { side + " " + text.prefix(60) }
    }

    static let examples: [Example] = {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "../../docs/signalling.md").standardized
        let document = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return document.components(separatedBy: "```json ").dropFirst().compactMap { part in
            guard let lineEnd = part.firstIndex(of: "\n"), let end = part.range(of: "\n```") else { return nil }
            return Example(side: String(part[..<lineEnd]), text: String(part[lineEnd..<end.lowerBound].dropFirst()))
        }
    }()

    @Test func theDocumentHasItsExamples() {
        #expect(Self.examples.count { $0.side == "client" } >= 20)
        #expect(Self.examples.count { $0.side == "server" } >= 14)
        #expect(Self.examples.count { $0.side == "both" } >= 2)
    }

    @Test(arguments: examples.filter { $0.side == "client" })
    func whatPagesSayIsUnderstood(example: Example) throws {
        _ = try ClientMessage(example.text)
    }

    @Test(arguments: examples.filter { $0.side == "both" })
    func whatParticipantsSayToEachOtherPasses(example: Example) throws {
        _ = try SignalFrameTests.validate(example.text)
    }

    @Test(arguments: examples.filter { $0.side == "server" })
    func whatTheServerSaysIsWrittenSo(example: Example) throws {
        let value = try JSONValue(reading: Array(example.text.utf8))
        #expect(Self.written.contains { $0.json.sorted == value.sorted })
    }

    @Test func everythingTheServerSaysIsInTheDocument() throws {
        let documented = try Self.examples.filter { $0.side == "server" }
            .map { try JSONValue(reading: Array($0.text.utf8)).sorted }
        for message in Self.written {
            #expect(documented.contains(message.json.sorted), "\(String(decoding: message.bytes, as: UTF8.self))")
        }
    }

    // MARK: The document's examples as values

    static let moment = Moment(instant: .now, date: Date(timeIntervalSince1970: 1_780_473_600))

    static func instant(_ milliseconds: Int) -> ContinuousClock.Instant {
        moment.instant(of: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }

    static func at(_ milliseconds: Int) -> Moment {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        return Moment(instant: moment.instant(of: date), date: date)
    }

    static let written: [ServerMessage] =
        [
            .welcome(page: "v7Q2mW0k3Jp5nT1cY8bR4g", now: 1_780_473_600_000), .ping(now: 1_780_473_605_000),
            .ticket("eyJ2IjoxfQ.c2lnbmF0dXJl"), .acknowledged(4), .refused(5, .seatTaken), .nudge, .moved,
            .appointments("q7Wm2Xk9Lr4Tn8Vb3Zc6Dg-41"), .control(.microphone, blocked: true),
        ] + visitorRooms + [hostRoom, grant, ice, peer]

    static let visitorRooms: [ServerMessage] = [
        .room(VisitorView(revision: 17, state: .open, host: "Anne Martin"), at: moment),
        .room(
            VisitorView(revision: 18, state: .waiting, deadline: instant(1_780_473_630_500), host: "Anne Martin"),
            at: at(1_780_473_600_500)),
        .room(
            VisitorView(
                revision: 3, state: .tooEarly, host: "Anne Martin", startsAt: 1_780_478_100_000,
                opens: instant(1_780_477_200_000)),
            at: at(1_780_473_600_500)),
        .room(
            VisitorView(revision: 19, state: .busy, host: "Anne Martin", delayMinutes: 10),
            at: at(1_780_473_600_500)),
    ]

    static let hostRoom = ServerMessage.room(
        HostView(
            revision: 42, isHere: true, isOpen: true, isLocked: false,
            knocks: [
                KnockView(
                    knock: KnockID("k9Xw2LrD0aQe6sUf"), visitor: VisitorID("v7Q2mW0k3Jp5nT1cY8bR4g"),
                    name: "Zoë Lefèvre-Østergård", since: instant(1_780_473_590_000),
                    deadline: instant(1_780_473_620_000), isWaiting: false, text: nil,
                    appointment: AppointmentID("a1b2c3"), isAnotherDevice: false, isRoomLink: false,
                    devices: Devices(camera: true, microphone: true, speaker: false))
            ],
            visitors: [
                ArrivalView(
                    visitor: VisitorID("vP0s9dF8gH7jK6lZ5xC4vB"), name: "Max Berg", isReady: true,
                    appointment: AppointmentID("d4e5f6"),
                    devices: Devices(camera: false, microphone: true, speaker: true))
            ],
            call: CallView(
                call: CallID("c3Vx8Zk1"), isConnected: true, appointment: AppointmentID("a1b2c3"),
                guestName: "Zoë Lefèvre-Østergård", started: instant(1_780_473_500_000), guestIsPresent: true,
                seatDeadline: nil, guestMedia: MediaState(camera: false, cameraBlocked: true))), at: moment)

    static let grant = ServerMessage.grant(
        Grant(
            call: CallID("c3Vx8Zk1"), role: .guest, isResumed: false, resume: TokenHash("hash"), name: "Anne Martin",
            started: instant(1_780_473_500_000), you: MediaState(), other: MediaState(), otherIsPresent: true),
        resume: "r8Kq2mN5vX1zB7cD4fG9hJ", ice: ICEConfiguration(), at: moment)

    static let ice = ServerMessage.ice(
        ICEConfiguration(
            servers: [
                .init(urls: ["stun:rooms.example.org:3478"]),
                .init(
                    urls: [
                        "turn:rooms.example.org:3478?transport=udp", "turn:rooms.example.org:3478?transport=tcp",
                        "turns:rooms.example.org:443?transport=tcp",
                    ], username: "1780474200:q7Wm2Xk9Lr4Tn8Vb3Zc6Dg", credential: "k3V0c2VjcmV0LXNpZ25hdHVyZQ="),
            ], policy: .relay))

    static let peer = ServerMessage.peer(
        PeerState(
            call: CallID("c3Vx8Zk1"), isPresent: false, isConnected: false,
            seatDeadline: instant(1_780_473_720_000), renegotiate: false, media: MediaState()), at: moment)
}

extension ClientMessage {
    init(_ text: String) throws(MessageRefusal) {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(MessageRefusal) in try ClientMessage(reading: raw) }
        }
        self = try result.get()
    }
}

extension JSONValue {
    /// With the fields of every object in the order of their names.
    var sorted: JSONValue {
        switch self {
        case .array(let values): .array(values.map(\.sorted))
        case .object(let fields):
            .object(fields.map { .init(name: $0.name, value: $0.value.sorted) }.sorted { $0.name < $1.name })
        default: self
        }
    }

    subscript(name: String) -> JSONValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }
}
