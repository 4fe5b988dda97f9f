// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms

/// What one page has been told, as the page itself would remember it.
struct Heard {
    var visitorRoom: VisitorView?
    var hostRoom: HostView?
    var grant: Grant?
    var grants = 0
    var peer: PeerState?
    var controls: [Message] = []
    var nudges = 0
    var wasMoved = false
    var closed: CloseReason?

    mutating func hear(_ message: Message) {
        switch message {
        case .visitorRoom(let view): visitorRoom = view
        case .hostRoom(let view): hostRoom = view
        case .grant(let grant): (self.grant, grants) = (grant, grants + 1)
        case .peer(let peer): self.peer = peer
        case .control: controls.append(message)
        case .nudge: nudges += 1
        case .moved: wasMoved = true
        }
    }
}
