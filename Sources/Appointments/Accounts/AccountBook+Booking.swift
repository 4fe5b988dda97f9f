// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// What the owner decides about booking for everybody, as it was typed.
public struct BookingPolicyForm: Sendable {
    /// One site a line.
    public var embedParents: String
    /// Nil: not a number.
    public var retentionMonths: Int?

    public init(embedParents: String, retentionMonths: Int?) {
        self.embedParents = embedParents
        self.retentionMonths = retentionMonths
    }
}

extension AccountBook {
    /// Which sites may show the booking pages, and how long clients are known.
    /// - Throws: ``AccountError/notFound`` when the account may not administer, ``AccountError/invalid(_:)``.
    public func updateBookingPolicy(_ form: BookingPolicyForm, by owner: Account) async throws {
        guard Access.mayAdminister(owner) else { throw AccountError.notFound }
        var reader = FieldReader()
        let parents = Self.parents(form.embedParents, &reader)
        let months = reader.number(form.retentionMonths, .retentionMonths, in: 1...120)
        try reader.finish()
        try await store.write { transaction in
            guard var practice = try transaction.practice.find(id: owner.practiceID) else {
                throw AccountError.notSetUp
            }
            practice.embedParents = parents
            practice.retentionMonths = months
            try transaction.practice.update(practice)
        }
    }

    private static func parents(_ text: String, _ reader: inout FieldReader) -> [String] {
        var parents: [String] = []
        for line in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            guard let origin = SiteOrigin.read(String(line)) else {
                reader.refuse(.embedParents, .noSite(String(line.prefix(60))))
                return []
            }
            if !parents.contains(origin) { parents.append(origin) }
        }
        if parents.count > 20 { reader.refuse(.embedParents, .outOfRange(0, 20)) }
        return parents
    }
}
