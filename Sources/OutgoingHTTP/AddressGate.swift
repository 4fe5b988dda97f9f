// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import AddressRanges
import CCurl
import Foundation
import STUN

/// Decides on the address that a socket is about to connect to: after the name was resolved, so that no second look-up can
/// put another one in its place.
struct AddressGate: Sendable {
    /// Opened by the operator, for calendars and programs in the same network.
    let allowed: [AddressRange]

    func admits(_ address: IPAddress) -> Bool {
        guard !SpecialPurposeRanges.isForbidden(address) else { return false }
        return !SpecialPurposeRanges.isSpecial(address) || allowed.contains { $0.contains(address) }
    }

    /// The socket for an address that is admitted; `CURL_SOCKET_BAD` for others.
    func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t? {
        guard let ip = Self.address(address), admits(ip) else { return nil }
        let wanted = address.pointee
        return socket(wanted.family, wanted.socktype, wanted.protocol)
    }

    /// Nil for families other than the internet's.
    private static func address(_ given: UnsafeMutablePointer<curl_sockaddr>) -> IPAddress? {
        guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
        // `addr` is declared as the shortest kind; what stands there is as long as `addrlen` says.
        let raw = UnsafeRawPointer(given) + offset
        let length = Int(given.pointee.addrlen)
        switch given.pointee.family {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            let number = raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr
            return IPAddress(v4: UInt32(bigEndian: number))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            let bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
            func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
            return IPAddress(v6High: number(bytes[0..<8]), low: number(bytes[8..<16]))
        default:
            return nil
        }
    }
}
