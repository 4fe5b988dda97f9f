// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The zones that forms offer: those named after a place, and UTC.
enum TimeZones {
    static let names: [String] = {
        let regions = [
            "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/",
        ]
        return TimeZone.knownTimeZoneIdentifiers.filter { name in regions.contains { name.hasPrefix($0) } }.sorted() + [
            "UTC"
        ]
    }()
}
