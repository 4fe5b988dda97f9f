// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// What a due task makes of an appointment, inside the task's own transaction.
public struct DueVerbs: Sendable {
    public typealias Verb = @Sendable (_ appointmentID: String, _ transaction: any Transaction) throws -> Void

    /// Requested → expired, with its mail; nothing when it is no longer requested.
    public let expire: Verb
    /// Confirmed → held or missed, from what happened in the room; nothing when it is no longer confirmed.
    public let settle: Verb
    /// Called after the transaction is committed.
    public let changed: @Sendable (_ appointmentID: String) -> Void

    public init(
        expire: @escaping Verb, settle: @escaping Verb, changed: @escaping @Sendable (_ appointmentID: String) -> Void
    ) {
        self.expire = expire
        self.settle = settle
        self.changed = changed
    }
}
