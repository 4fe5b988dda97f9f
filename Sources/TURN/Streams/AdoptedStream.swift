// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A plain TCP connection that the relay's loop reads by itself, since its client holds an allocation. Its event loop reads
/// no more; it still writes answers, and ends the connection.
struct AdoptedStream: Sendable {
    let socket: DirectSocket
    /// The beginning of a frame that is not whole yet.
    var kept: ByteBuffer
    /// Largest STUN message once the client holds no allocation any more.
    let unauthenticatedFrame: Int
}
