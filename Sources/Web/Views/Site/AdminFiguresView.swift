// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What happened week by week, as charts with a table behind.
struct AdminFiguresView: View {
    static let template = "admin/figures"

    struct Week: Sendable {
        /// Its Monday, already formatted.
        var start: String
        var appointments: Int
        var held: Int
        var missed: Int
        var inVain: Int
        var mails: Int
        /// Days from booking to the hour; nil in a week without appointments.
        var leadDays: Double?
    }

    var weeks: [Week]

    func title(_ words: Catalog) -> String { words("admin_figures") }

    func fields(_ words: Catalog) -> Fields {
        [
            "charts": [
                chart("admin_figures_appointments", words) { Double($0.appointments) },
                chart("admin_figures_held", words) { Double($0.held) },
                chart("admin_figures_missed", words) { Double($0.missed) },
                chart("admin_figures_in_vain", words) { Double($0.inVain) },
                chart("admin_figures_mails", words) { Double($0.mails) },
                chart("admin_figures_lead", words) { $0.leadDays ?? 0 },
            ].map(\.fields),
            "first": weeks.first?.start,
            "last": weeks.last?.start,
            "rows": weeks.reversed().map { week -> Fields in
                [
                    "start": week.start, "appointments": String(week.appointments), "held": String(week.held),
                    "missed": String(week.missed), "inVain": String(week.inVain), "mails": String(week.mails),
                    "lead": week.leadDays.map(words.number) ?? "–",
                ]
            },
            "backPath": SiteURL.admin.path,
        ]
    }

    private func chart(_ key: String, _ words: Catalog, _ value: (Week) -> Double) -> BarChart {
        let values = weeks.map(value)
        let total = values.reduce(0, +)
        let label = words(key)
        return BarChart(
            label: label,
            summary: words("admin_figures_summary", ["what": label, "weeks": String(weeks.count)]),
            values: total == 0 ? values.map { _ in 0 } : values,
            titles: zip(weeks, values).map { week, value in
                "\(week.start): \(words.number(value))"
            }, most: words.number(values.max() ?? 0))
    }

    static let samples = [
        AdminFiguresView(weeks: [
            Week(start: "1 juin", appointments: 3, held: 2, missed: 1, inVain: 0, mails: 9, leadDays: 2.5),
            Week(start: "8 juin", appointments: 0, held: 0, missed: 0, inVain: 0, mails: 0),
        ]),
        AdminFiguresView(weeks: []),
    ]
}
