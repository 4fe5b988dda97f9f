// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a participant's RTCPeerConnection is made with (W3C WebRTC, RTCConfiguration). Goes with the grant and never
/// before it (rule 17).
public struct ICEConfiguration: Sendable, Equatable {
    public struct Server: Sendable, Equatable, Encodable {
        /// RFC 7064 and RFC 7065.
        public var urls: [String]
        public var username: String?
        public var credential: String?

        public init(urls: [String], username: String? = nil, credential: String? = nil) {
            self.urls = urls
            self.username = username
            self.credential = credential
        }
    }

    public enum TransportPolicy: String, Sendable {
        case all
        case relay
    }

    public var servers: [Server]
    public var policy: TransportPolicy

    public init(servers: [Server] = [], policy: TransportPolicy = .all) {
        self.servers = servers
        self.policy = policy
    }

    var json: JSONValue {
        let list = servers.map { server in
            var fields = [JSONValue.Field(name: "urls", value: .array(server.urls.map(JSONValue.string)))]
            if let username = server.username { fields.append(.init(name: "username", value: .string(username))) }
            if let credential = server.credential {
                fields.append(.init(name: "credential", value: .string(credential)))
            }
            return JSONValue.object(fields)
        }
        return .object(["iceServers": .array(list), "iceTransportPolicy": .string(policy.rawValue)])
    }
}
