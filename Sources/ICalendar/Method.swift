// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5546, 3.2: what the object asks the receiver's calendar to do.
public enum Method: String, Sendable {
    case request = "REQUEST"
    case cancel = "CANCEL"
}
