// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import NIOCore
import STUN

/// What the network says about datagrams that a relay sent.
extension RelayEngine {
    /// Entries of one error queue that a round reads at most.
    private static let errorsAtOnce = 16

    /// Tells the client, in a Data indication without data (RFC 8656 section 11.6).
    mutating func readErrors(_ slot: Int, _ family: AddressFamily) {
        guard slot < relays.count, let allocation = relays[slot]?.index,
            let descriptor = relays[slot]?.socket(family)?.descriptor
        else { return }
        var error = datagram_error()
        for _ in 0..<Self.errorsAtOnce {
            guard datagram_next_error(descriptor, &error) == 1 else { return }
            let destination = withUnsafeBytes(of: &error.destination) { KernelAddress.read($0.baseAddress!) }
            guard let icmp = ICMP(error, family), let bound = destination else { continue }
            let peer = table.asSeen(bound)
            guard table.hasPermission(allocation, for: peer.ip, at: now.monotonic) else { continue }
            reply.clear()
            var writer = STUNMessageWriter(.indication, .data, indications.next(), into: &reply)
            writer.write(XORPeerAddress(peer))
            writer.write(icmp)
            writer.finish(into: &reply)
            sendReply(to: allocation)
        }
    }
}

extension ICMP {
    /// Nil for an error that the RFC does not pass on (section 11.6).
    init?(_ error: datagram_error, _ family: AddressFamily) {
        let isTooLarge = error.number == EMSGSIZE
        switch (error.origin, error.type, family) {
        case (UInt8(SO_EE_ORIGIN_ICMP), 3, .ipv4), (UInt8(SO_EE_ORIGIN_ICMP), 11, .ipv4),
            (UInt8(SO_EE_ORIGIN_ICMP6), 1...3, .ipv6):
            self.init(
                icmpType: error.type, code: UInt16(error.code), errorData: isTooLarge ? error.information : 0)
        case (UInt8(SO_EE_ORIGIN_LOCAL), _, .ipv4) where isTooLarge:
            // Our own kernel knows the path's MTU and says what a router would.
            self.init(icmpType: 3, code: 4, errorData: error.information)
        case (UInt8(SO_EE_ORIGIN_LOCAL), _, .ipv6) where isTooLarge:
            self.init(icmpType: 2, code: 0, errorData: error.information)
        default:
            return nil
        }
    }
}
