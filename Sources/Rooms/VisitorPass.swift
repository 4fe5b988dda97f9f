// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The kind of link by which a visitor came.
public enum VisitorPass: Hashable, Sendable {
    case personal(AppointmentPass)
    /// `source` stands for where the visitor comes from (a keyed hash of the address); it is what can be silenced.
    case roomLink(source: String)

    public var appointment: AppointmentID? {
        if case .personal(let pass) = self { pass.appointment } else { nil }
    }

    var source: String? {
        if case .roomLink(let source) = self { source } else { nil }
    }
}
