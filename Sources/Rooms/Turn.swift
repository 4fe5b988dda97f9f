// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where a visitor stands with asking. Being the guest is the call's to say.
enum Turn: Hashable, Sendable {
    case outside
    case asking(Knock)
    case withdrawn
    /// The knock ended because the room was locked; until it opens.
    case lockedOut
    /// The knock ended because the host left; until a host enters.
    case hostLeft
    /// Has had its answer and cannot ask again.
    case answered(Verdict)
}
