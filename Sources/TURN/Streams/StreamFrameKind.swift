// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What a batch of frames for the client of a stream is.
enum StreamFrameKind: Equatable {
    /// May be dropped when they are late.
    case datagrams
    /// Responses to the client's requests: none may be dropped.
    ///
    /// - Parameter allocatedUntil: when the client's allocation ends after them; nil when it holds none.
    case replies(allocatedUntil: NIODeadline?)

    var areReplies: Bool { self != .datagrams }
}
