// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import HTTPTypes

/// The client's opening handshake (RFC 6455, 4.1 and 4.2.1).
struct OpeningHandshake: Equatable {
    /// `Sec-WebSocket-Key`: sixteen bytes in Base64.
    let key: String
    /// `Sec-WebSocket-Protocol`, in the client's order of preference.
    let subprotocols: [String]

    /// Whether the request asks for a WebSocket at all, in whatever form.
    static func isOffered(by request: HTTPRequest) -> Bool {
        self.tokens(request.headerFields[.upgrade]).contains("websocket")
    }

    init(reading request: HTTPRequest) throws(OpeningHandshakeError) {
        guard request.method == .get else { throw .wrongMethod }
        guard Self.tokens(request.headerFields[.connection]).contains("upgrade") else { throw .notAnUpgrade }
        guard request.headerFields[.secWebSocketVersion] == "13" else { throw .wrongVersion }
        guard let key = request.headerFields[.secWebSocketKey], Self.isSixteenBytes(key) else { throw .badKey }
        self.key = key
        self.subprotocols = Self.list(request.headerFields[.secWebSocketProtocol])
    }

    /// `Sec-WebSocket-Accept` (RFC 6455, 4.2.2 step 5.4).
    var accept: String {
        // SHA-1 is what the RFC says; nothing secret depends on it.
        Data(Insecure.SHA1.hash(data: Array((self.key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
            .base64EncodedString()
    }

    private static func isSixteenBytes(_ base64: String) -> Bool {
        base64.utf8.count == 24 && Data(base64Encoded: base64)?.count == 16
    }

    private static func tokens(_ value: String?) -> [String] {
        self.list(value).map { $0.lowercased() }
    }

    private static func list(_ value: String?) -> [String] {
        (value ?? "").split(separator: ",").map { item in
            let isSpace = { (character: Character) in character == " " || character == "\t" }
            let start = item.drop(while: isSpace)
            guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
            return String(start[...end])
        }.filter { !$0.isEmpty }
    }
}
