// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A connected page of the host's.
struct HostPage: Sendable {
    let id: HostPageID
    /// The hash of the view that it saw last.
    var shown: Int?
}
