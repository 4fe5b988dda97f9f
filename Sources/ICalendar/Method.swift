// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5546, 3.2: what the object is to the receiver's calendar.
public enum Method: String, Sendable {
    case request = "REQUEST"
    case cancel = "CANCEL"
    /// A feed to subscribe to: its events name no attendee (RFC 5546, 3.2.1).
    case publish = "PUBLISH"
}
