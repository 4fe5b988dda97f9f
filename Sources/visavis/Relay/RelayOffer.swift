// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Synchronization
import TURN

/// What browsers are told of the relay. Complete once the relay listens, for a port that was free to be chosen is known only
/// then.
final class RelayOffer: Sendable {
    private let made: Mutex<[TURNURI]>

    init(_ addresses: [TURNURI] = []) {
        made = Mutex(addresses)
    }

    var addresses: [TURNURI] {
        get { made.withLock { $0 } }
        set { made.withLock { $0 = newValue } }
    }

    /// Where browsers find out their own address: the same ports over UDP (RFC 7064).
    var discovery: [String] {
        addresses.filter { $0.transport == .udp }.map { address in
            "stun:" + address.description.dropFirst("turn:".count).prefix { $0 != "?" }
        }
    }
}
