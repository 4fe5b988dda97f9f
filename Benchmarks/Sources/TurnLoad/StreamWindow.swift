// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How much of a flow may be under way, so that what a server relays from a connection meets a peer that keeps up.
struct StreamWindow {
    private static let size = 256
    /// Looks without an arrival, half a millisecond each, after which what is under way counts as lost.
    private static let patience = 100
    private var received = 0
    private var lost = 0
    private var looks = 0

    mutating func room(sent: Int, received: Int) -> Int {
        self.looks = received == self.received ? self.looks + 1 : 0
        self.received = received
        if self.looks > Self.patience {
            self.looks = 0
            self.lost = sent - received
        }
        return Self.size - (sent - received - self.lost)
    }
}
