// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a call ended.
public enum EndReason: String, CaseIterable, Hashable, Sendable {
    /// The host hung up.
    case hungUp = "hung_up"
    /// The client left.
    case left
    case excluded
    /// A dropped participant's seat ran out.
    case lapsed
}
