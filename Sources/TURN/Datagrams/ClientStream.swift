// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// A client's connection, as the loop holds it.
struct ClientStream {
    let tuple: FiveTuple
    let sink: any StreamClientSink
    /// Datagrams for the client that came in this round.
    var waiting = ByteBuffer()
    /// Set while the loop reads it.
    var adopted: AdoptedStream?

    init(tuple: FiveTuple, sink: any StreamClientSink) {
        self.tuple = tuple
        self.sink = sink
    }
}
