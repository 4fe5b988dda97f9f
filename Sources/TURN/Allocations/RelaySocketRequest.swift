// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// A relay socket that must be open before an Allocate can be answered.
struct RelaySocketRequest: Equatable, Sendable {
    /// Where to bind.
    let bind: TransportAddress
    /// What the client is told: the relayed transport address.
    let relayed: TransportAddress

    var family: AddressFamily { relayed.ip.family }
}
