// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// A request, as it can be written again with another nonce.
struct TURNRequest: Sendable {
    let method: STUNMethod
    let write: @Sendable (inout STUNMessageWriter) -> Void

    static let binding = TURNRequest(method: .binding) { _ in }

    static func allocate(_ wish: AllocationWish) -> TURNRequest {
        TURNRequest(method: .allocate) { writer in
            writer.write(RequestedTransport.udp)
            if let family = wish.family { writer.write(RequestedAddressFamily(family)) }
            if let seconds = wish.lifetime { writer.write(Lifetime(seconds: seconds)) }
        }
    }

    static func refresh(_ seconds: UInt32?) -> TURNRequest {
        TURNRequest(method: .refresh) { writer in
            if let seconds { writer.write(Lifetime(seconds: seconds)) }
        }
    }

    static func permit(_ peers: [IPAddress]) -> TURNRequest {
        TURNRequest(method: .createPermission) { writer in
            for peer in peers { writer.write(XORPeerAddress(TransportAddress(ip: peer, port: 0))) }
        }
    }

    static func bind(_ channel: ChannelNumber, to peer: TransportAddress) -> TURNRequest {
        TURNRequest(method: .channelBind) { writer in
            writer.write(ChannelNumberAttribute(channel))
            writer.write(XORPeerAddress(peer))
        }
    }
}
