// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The addresses of this machine's interfaces.
public enum MachineAddresses {
    /// As they are now, loopback too; nil when the system does not say. Costs a few system calls.
    @Sendable public static func now() -> Set<IPAddress>? {
        guard let devices = try? System.enumerateDevices() else { return nil }
        return Set(devices.compactMap { $0.address.flatMap { TransportAddress($0) }?.ip })
    }
}
