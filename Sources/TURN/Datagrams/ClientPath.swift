// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN

/// How a loop reaches a client: by one of its listening sockets, or by a stream.
enum ClientPath {
    case datagrams(SendBatch.Route)
    /// By its place.
    case stream(Int)
}
