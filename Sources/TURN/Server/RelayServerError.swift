// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import STUN

/// Why a relay could not start.
public enum RelayServerError: Error, Equatable, CustomStringConvertible {
    /// - Parameter cause: the failed call and the system's words for it.
    case cannotListen(TransportAddress, transport: ClientTransport, cause: String)
    case noCertificate
    /// A thread, or a descriptor of the loop itself.
    case noResources(String)
    case alreadyStarted

    public var description: String {
        switch self {
        case .cannotListen(let address, let transport, let cause):
            "cannot listen for TURN over \(transport) at \(address): \(cause)"
        case .noCertificate: "TURN over TLS needs a certificate"
        case .noResources(let cause): "cannot start the relay: \(cause)"
        case .alreadyStarted: "the relay was started before"
        }
    }
}
