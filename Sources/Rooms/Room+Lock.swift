// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Room {
    /// Locks the room, with or without a call, or opens it (rule 9). Knocks end, but for the call's own client's.
    mutating func lock(_ locked: Bool) {
        isLocked = locked
        guard locked else { return reopen(.lockedOut) }
        let own = call?.appointment
        endKnocks(as: .lockedOut) { own == nil || $0.appointment != own }
    }
}
