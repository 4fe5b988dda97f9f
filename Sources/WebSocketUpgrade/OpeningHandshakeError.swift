// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// Why an opening handshake is not one (RFC 6455, 4.2.1 and 4.4).
enum OpeningHandshakeError: Error, Equatable {
    case wrongMethod
    case notAnUpgrade
    case wrongVersion
    case badKey
    case hasBody
    /// The server is stopping.
    case stopping

    var status: HTTPResponse.Status {
        switch self {
        case .wrongMethod: .methodNotAllowed
        case .notAnUpgrade, .badKey, .hasBody: .badRequest
        case .wrongVersion: .upgradeRequired
        case .stopping: .serviceUnavailable
        }
    }

    /// What the answer must carry besides the headers of every answer.
    var headers: HTTPFields {
        switch self {
        case .wrongMethod: [.allow: "GET"]
        case .wrongVersion: [.secWebSocketVersion: "13", .upgrade: "websocket"]
        case .notAnUpgrade, .badKey, .hasBody, .stopping: [:]
        }
    }
}
