// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// An IPv4 address with a port, in the machine's byte order.
struct Address: Equatable {
    var host: UInt32
    var port: UInt16

    /// Address of a client or peer of this load: each has its own where the loopback network allows it, because servers
    /// limit what one address may ask for.
    static func source(_ index: Int, network: UInt8, server: UInt32) -> UInt32 {
        guard server >> 24 == 127 else { return 0 }
        return 0x7F00_0000 | UInt32(network) << 16 | UInt32(index + 1) & 0xFFFF
    }
}
