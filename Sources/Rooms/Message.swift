// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the server says to a page.
public enum Message: Hashable, Sendable {
    case hostRoom(HostView)
    case visitorRoom(VisitorView)
    case grant(Grant)
    case peer(PeerState)
    /// The host turned something of the client's off, or (not blocked) asks for it to be turned on.
    case control(MediaKind, blocked: Bool)
    case nudge
    /// A newer page of the same participant took over.
    case moved
}
