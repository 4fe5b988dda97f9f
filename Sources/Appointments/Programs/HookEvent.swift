// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a practitioner's other programs are told of. The raw value stands in the message as `appointment.<event>`.
public enum HookEvent: String, Sendable, CaseIterable {
    case confirmed
    case moved
    case cancelled
    case held
    case missed
    /// No appointment: the practitioner tries an address.
    case test

    /// `type` in the message.
    var type: String { self == .test ? "test" : "appointment.\(rawValue)" }
}
