// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The client's end of a TCP or TLS connection, as the relay's loop sees it.
///
/// All are called on the loop's thread, at most once a round each; they must return at once.
protocol StreamClientSink: AnyObject, Sendable {
    /// Takes whole frames, one after another, each padded to 4 bytes. Replies must arrive; what is a datagram for the
    /// client may be dropped, the oldest first, once more than the bound (256 KB) waits for the network.
    func send(_ frames: ByteBuffer, as kind: StreamFrameKind)

    /// The loop has emptied its inbox after a `StreamInbox.receive` that answered `false`: read the connection again.
    func resumeReading()

    /// The client said something although it holds no allocation. Only of a connection that the loop reads.
    func heard()

    /// The client's allocation has ended, without its asking.
    func lostAllocation()

    /// Ends the connection: it broke the framing, or the server stops. What was sent before is written first.
    func close()
}
