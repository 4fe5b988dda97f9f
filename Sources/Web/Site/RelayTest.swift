// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Calls

/// What the device test tries the relay with: credentials of its own, which reach nothing but the relay itself (rule 17).
public struct RelayTest: Sendable {
    /// One entry for each transport, so that each can be tried alone.
    let servers: @Sendable () -> [ICEConfiguration.Server]
    let limits: TicketLimits

    /// - Parameter perAddress: tests of one address in ten minutes.
    public init(perAddress: Int, servers: @escaping @Sendable () -> [ICEConfiguration.Server]) {
        self.servers = servers
        limits = TicketLimits(perLink: perAddress, perSource: perAddress)
    }

    /// There is no relay, or none that keeps a test's credential to itself.
    public static let none = RelayTest(perAddress: 1000) { [] }
}
