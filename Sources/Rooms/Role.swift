// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The two participants of a call. The guest is the polite one of perfect negotiation.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case host
    case guest

    public var other: Role {
        switch self {
        case .host: .guest
        case .guest: .host
        }
    }
}
