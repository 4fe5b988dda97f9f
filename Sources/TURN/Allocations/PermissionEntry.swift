// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// A permission (RFC 8656, section 9): an address, without a port.
struct PermissionEntry {
    let ip: IPAddress
    var verdict: PeerVerdict
    var expires: NIODeadline
}
