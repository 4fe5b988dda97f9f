// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Catalog {
    /// “1,4”, “1.4”: with one decimal, and without it where it is zero.
    public func number(_ number: Double) -> String {
        let tenths = (number * 10).rounded()
        guard tenths.truncatingRemainder(dividingBy: 10) != 0 else { return String(Int(tenths / 10)) }
        let text = String(format: "%.1f", tenths / 10)
        return language == .fr ? text.replacing(".", with: ",") : text
    }
}
