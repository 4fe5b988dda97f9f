// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The other end of a signalling socket.
public enum Page: Hashable, Sendable {
    case visitor(VisitorID)
    case host(HostPageID)
}
