// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why the server ends a page's socket.
public enum CloseReason: Hashable, Sendable {
    /// The matter is closed for this page: moved, excluded, ended (close code 1000).
    case done
    /// Too many pages (close code 1008).
    case tooMany
}
