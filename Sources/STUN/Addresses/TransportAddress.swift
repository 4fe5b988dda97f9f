// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An IP address and a port.
@frozen
public struct TransportAddress: Hashable, Sendable, CustomStringConvertible {
    public let ip: IPAddress
    public let port: UInt16

    @inlinable
    public init(ip: IPAddress, port: UInt16) {
        self.ip = ip
        self.port = port
    }

    /// Reads `192.0.2.1:3478` and `[2001:db8::1]:3478`.
    public init?(_ text: some StringProtocol) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = text[..<colon]
        if host.first == "[", host.last == "]" {
            guard let ip = IPAddress(host.dropFirst().dropLast()), ip.isIPv6 else { return nil }
            self.init(ip: ip, port: port)
        } else {
            guard let ip = IPAddress(host), ip.isIPv4 else { return nil }
            self.init(ip: ip, port: port)
        }
    }

    @inlinable
    public var family: AddressFamily { ip.family }

    public var description: String { ip.isIPv4 ? "\(ip):\(port)" : "[\(ip)]:\(port)" }
}
