// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Bars drawn as SVG, one for each week; the numbers stand in a table beside it, so the picture says only its name.
struct BarChart: Sendable {
    var label: String
    /// One sentence for those who do not see the bars.
    var summary: String
    var values: [Double]
    /// What a bar says when it is pointed at.
    var titles: [String]
    /// The highest value, already formatted.
    var most: String

    private static let (width, height) = (520.0, 120.0)

    var fields: Fields {
        let scale = max(values.max() ?? 0, 1)
        let step = Self.width / Double(max(values.count, 1))
        return [
            "label": label,
            "summary": summary,
            "most": most,
            "viewBox": "0 0 \(Int(Self.width)) \(Int(Self.height))",
            "baseline": String(Int(Self.height)),
            "end": String(Int(Self.width)),
            "bars": zip(values, titles).enumerated().map { index, bar -> Fields in
                let tall = bar.0 / scale * (Self.height - 4)
                return [
                    "x": Self.text(Double(index) * step + step * 0.15), "width": Self.text(step * 0.7),
                    "y": Self.text(Self.height - tall), "height": Self.text(tall), "title": bar.1,
                ]
            },
        ]
    }

    private static func text(_ number: Double) -> String { String(format: "%.1f", number) }
}
