// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Synchronization

/// The sheets of the practitioners who were booked last. A booking holds the one place for writing while it reads: it asks whether
/// anything was set since, which is one row, and not for a dozen.
final class SheetCache: Sendable {
    private let sheets = Mutex<[String: (revision: Int, sheet: HostSheet)]>([:])
    private let most: Int

    /// - Parameter most: of the practitioners who are kept.
    init(most: Int = 256) {
        self.most = most
    }

    /// As it is in the transaction, which must not have changed any of it: if it failed afterwards, what never was would be kept.
    /// - Throws: ``AppointmentError/notFound``.
    func sheet(of practitionerID: String, now: Date, in transaction: any Transaction) throws -> HostSheet {
        guard let revision = try transaction.bookingRules.settingsRevision(practitionerID: practitionerID) else {
            return try HostSheet.load(practitionerID, now: now, in: transaction)
        }
        let kept = sheets.withLock { $0[practitionerID] }
        if let kept, kept.revision == revision { return kept.sheet }
        let sheet = try HostSheet.load(practitionerID, now: now, in: transaction)
        sheets.withLock { sheets in
            if sheets.count >= most { sheets.removeAll() }
            sheets[practitionerID] = (revision, sheet)
        }
        return sheet
    }
}
