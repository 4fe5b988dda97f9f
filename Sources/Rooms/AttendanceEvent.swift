// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A time worth keeping with an appointment. A page that comes back may repeat `arrived`; the first one counts.
public enum AttendanceEvent: Hashable, Sendable {
    case arrived
    case knocked
    /// The host said no to a knock: they know who stood there.
    case refused
    case admitted
    /// Both sides have acknowledged media for the first time.
    case connected
    case ended(EndReason)
}
