// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// What strangers' packages carry (`Tests/Interop/installed.py`).
struct InstalledCalendars: Decodable {
    /// Paths of the calendars of their own tests.
    let calendars: [String]
    /// Windows' names of zones → the zone database's.
    let windowsNames: [String: String]

    static func all() throws -> InstalledCalendars {
        try JSONDecoder().decode(InstalledCalendars.self, from: ForeignPython.answer("installed.py"))
    }
}
