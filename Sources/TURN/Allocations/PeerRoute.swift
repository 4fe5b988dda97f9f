// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// Where a client's data goes.
enum PeerRoute: Equatable {
    case drop(DropReason)
    /// To this address by the relay socket of its family.
    case kernel(TransportAddress)
    /// To another allocation of the same table, whose client is sent the data in this framing.
    case local(AllocationIndex, ClientFraming)
}
