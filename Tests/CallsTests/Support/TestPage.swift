// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Synchronization
import Testing

@testable import Calls

/// A page at the other end of a socket.
final class TestPage: SignallingConnection {
    private struct State {
        var texts: [[UInt8]] = []
        var closeCode: UInt16?
    }

    private let state = Mutex(State())
    private let endpointBox = Mutex<SignallingEndpoint?>(nil)
    let ticket: Ticket

    init(_ ticket: Ticket, _ registry: RoomRegistry) {
        self.ticket = ticket
        let endpoint = registry.open(ticket, connection: self)
        endpointBox.withLock { $0 = endpoint }
    }

    var endpoint: SignallingEndpoint? { endpointBox.withLock { $0 } }
    var closeCode: UInt16? { state.withLock { $0.closeCode } }
    var texts: [[UInt8]] { state.withLock { $0.texts } }

    func send(_ text: [UInt8]) { state.withLock { $0.texts.append(text) } }

    func close(code: UInt16) {
        state.withLock { $0.closeCode = $0.closeCode ?? code }
    }

    /// The socket ends from the page's side.
    func drop() { endpoint?.closed() }

    func say(_ text: String) {
        let bytes = Array(text.utf8)
        let reception = bytes.withUnsafeBytes { endpoint?.receive($0) }
        if case .passOn(let peer) = reception { peer.send(bytes) }
    }

    func hello(resume: String? = nil, takeBack: Bool = false) {
        let token = resume.map { "\"\($0)\"" } ?? "null"
        say(#"{"type":"hello","version":1,"resume":\#(token),"takeBack":\#(takeBack)}"#)
    }

    /// Everything received of a type, oldest first.
    func all(_ type: String) -> [JSONValue] {
        texts.compactMap { try? JSONValue(reading: $0) }.filter { $0["type"] == .string(type) }
    }

    func last(_ type: String) -> JSONValue? { all(type).last }

    var roomState: String? {
        if case .string(let state) = last("room")?["state"] { state } else { nil }
    }

    var resume: String? {
        if case .string(let resume) = last("grant")?["resume"] { resume } else { nil }
    }

    var call: String? {
        if case .string(let call) = last("grant")?["call"] { call } else { nil }
    }

    func reason(_ id: Int) -> String? {
        let refusal = all("refused").last { $0["id"] == .integer(id) }
        if case .string(let reason) = refusal?["reason"] { return reason }
        return nil
    }

    func isAcknowledged(_ id: Int) -> Bool { all("ack").contains { $0["id"] == .integer(id) } }
}
