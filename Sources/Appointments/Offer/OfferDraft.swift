// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Changes of what can be booked that are not saved: the forms that saving would be given. Nil is left as it is.
public struct OfferDraft: Sendable {
    /// Seven lists, Monday first.
    public var week: [[SpanForm]]?
    /// One more, or another in place of that of the same days.
    public var exception: ExceptionForm?
    public var rules: RulesForm?
    /// In place of the type whose slots are shown.
    public var type: TypeForm?

    public init(
        week: [[SpanForm]]? = nil, exception: ExceptionForm? = nil, rules: RulesForm? = nil, type: TypeForm? = nil
    ) {
        (self.week, self.exception, self.rules, self.type) = (week, exception, rules, type)
    }
}
