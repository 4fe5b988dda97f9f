// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What a practitioner's public page shows, apart from the times.
public struct PublicOffer: Sendable {
    public let rules: BookingRules
    /// The practitioner's account.
    public let host: Account
    /// Those that the page shows, in their order.
    public let types: [AppointmentType]
    /// Also those that have only their own link.
    let reachable: [AppointmentType]

    public var zone: TimeZone { TimeZone(identifier: host.timeZone) ?? .gmt }

    /// The type behind the last part of an address: a shown one by its id, every one that is not hidden by its own link.
    public func type(_ key: String) -> AppointmentType? {
        types.first { $0.id == key } ?? reachable.first { $0.linkKey == key }
    }
}
