// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A number for each transport of clients.
public struct TransportCounts: Sendable, Equatable {
    public var udp: UInt64 = 0
    public var tcp: UInt64 = 0
    public var tls: UInt64 = 0

    public init() {}

    public var total: UInt64 { udp &+ tcp &+ tls }

    public subscript(transport: ClientTransport) -> UInt64 {
        get {
            switch transport {
            case .udp: udp
            case .tcp: tcp
            case .tls: tls
            }
        }
        set {
            switch transport {
            case .udp: udp = newValue
            case .tcp: tcp = newValue
            case .tls: tls = newValue
            }
        }
    }
}
