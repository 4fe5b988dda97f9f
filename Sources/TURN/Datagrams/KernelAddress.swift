// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import STUN

/// The kernel's form of a transport address, in memory of the caller: a `sockaddr_in` or `sockaddr_in6`.
enum KernelAddress {
    /// Of the larger form.
    static let size = MemoryLayout<sockaddr_in6>.size
    static let alignment = MemoryLayout<sockaddr_in6>.alignment
    private static let sizeOfIPv4 = socklen_t(MemoryLayout<sockaddr_in>.size)

    /// Writes at most `size` bytes; returns how many count.
    ///
    /// - Parameter scope: the interface that a link-local IPv6 address belongs to; 0 for others.
    @inline(__always)
    static func write(
        _ address: TransportAddress, scope: UInt32 = 0, to name: UnsafeMutableRawPointer
    ) -> socklen_t {
        name.storeBytes(of: address.port.bigEndian, toByteOffset: 2, as: UInt16.self)
        if address.ip.isIPv4 {
            name.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
            name.storeBytes(of: address.ip.v4.bigEndian, toByteOffset: 4, as: UInt32.self)
            name.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
            return sizeOfIPv4
        }
        name.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
        name.storeBytes(of: 0, toByteOffset: 4, as: UInt32.self)
        write(address.ip, to: name + 8)
        name.storeBytes(of: scope, toByteOffset: 24, as: UInt32.self)
        return socklen_t(size)
    }

    /// The interface of a link-local IPv6 address that was received from; else 0.
    @inline(__always)
    static func scope(_ name: UnsafeRawPointer) -> UInt32 {
        Int32(name.load(as: sa_family_t.self)) == AF_INET6 ? name.load(fromByteOffset: 24, as: UInt32.self) : 0
    }

    /// Nil for a family that is neither.
    @inline(__always)
    static func read(_ name: UnsafeRawPointer) -> TransportAddress? {
        let port = UInt16(bigEndian: name.load(fromByteOffset: 2, as: UInt16.self))
        switch Int32(name.load(as: sa_family_t.self)) {
        case AF_INET: return TransportAddress(ip: readIP(name + 4, length: 4), port: port)
        case AF_INET6: return TransportAddress(ip: readIP(name + 8, length: 16), port: port)
        default: return nil
        }
    }

    /// Writes the 4 or 16 bytes of the address alone.
    @inline(__always)
    static func write(_ ip: IPAddress, to bytes: UnsafeMutableRawPointer) {
        if ip.isIPv4 {
            bytes.storeBytes(of: ip.v4.bigEndian, as: UInt32.self)
        } else {
            bytes.storeBytes(of: ip.high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: ip.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
    }

    /// - Parameter length: 4 or 16.
    @inline(__always)
    static func readIP(_ bytes: UnsafeRawPointer, length: Int) -> IPAddress {
        if length == 4 { return IPAddress(v4: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))) }
        let high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        return IPAddress(v6High: high, low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }
}
