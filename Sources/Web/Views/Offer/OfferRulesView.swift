// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

/// The rules that hold for every type of appointment. Fields: `minimumNotice` and `noticeUnit`, `horizon`, `step`,
/// `dailyCap` (may be empty), `cancelHours`, `holdHours`, and the check boxes `holdsRequests`, `remindsDay`, `remindsHour`,
/// `announcesDoor`.
struct OfferRulesView: View {
    static let template = "offer/rules"

    /// What a length of time is given in.
    enum Unit: String, Sendable, CaseIterable {
        case minutes, hours, days

        var minutes: Int {
            switch self {
            case .minutes: 1
            case .hours: 60
            case .days: 1_440
            }
        }

        /// The largest unit that says it as a whole number; hours for nothing at all.
        static func of(_ minutes: Int) -> Unit {
            if minutes == 0 { return .hours }
            return minutes % 1_440 == 0 ? .days : minutes % 60 == 0 ? .hours : .minutes
        }
    }

    var frame: OfferFrame
    var form: FormState
    /// The one in force, offered even where it is none of the usual ones.
    var step: Int = 60
    var preview = OfferPreview()

    func title(_ words: Catalog) -> String { frame.part.word(words) }

    func fields(_ words: Catalog) -> Fields {
        frame.fields(words).merging(preview.fields(words("offer_preview_times_text")))
            .merging(["form": inputs(words).form(form), "action": SiteURL.offer(.rules).path])
    }

    private func inputs(_ words: Catalog) -> [FormField] {
        func number(_ name: String, _ label: String, hint: String?, _ range: ClosedRange<Int>) -> FormField {
            FormField(name: name, label: label, type: "number", hint: hint, maxLength: 5, range: range)
        }
        func check(_ name: String, _ label: String, hint: String) -> FormField {
            FormField(name: name, label: label, type: "checkbox", hint: hint, isRequired: false)
        }
        var cap = number(
            "dailyCap", words("offer_daily_cap"), hint: words("offer_daily_cap_hint"), OfferLimits.dailyCap)
        cap.isRequired = false
        return [
            number("minimumNotice", words("offer_notice"), hint: nil, 0...43_200),
            FormField(
                name: "noticeUnit", label: words("offer_unit"),
                options: Unit.allCases.map { .init(value: $0.rawValue, label: words("offer_unit_\($0.rawValue)")) }),
            number(
                "horizon", words("offer_horizon"),
                hint: words("offer_horizon_hint", ["most": String(OfferLimits.horizon.upperBound)]),
                OfferLimits.horizon),
            FormField(
                name: "step", label: words("offer_step"), hint: words("offer_step_hint"),
                options: (Self.steps + (Self.steps.contains(step) ? [] : [step])).sorted().map {
                    .init(value: String($0), label: words("common_minutes", ["count": String($0)]))
                }),
            cap,
            number(
                "cancelHours", words("offer_cancel_hours"), hint: words("offer_cancel_hours_hint"),
                OfferLimits.cancelHours),
            check("holdsRequests", words("offer_holds"), hint: words("offer_holds_hint")),
            number("holdHours", words("offer_hold_hours"), hint: words("offer_hold_hours_hint"), OfferLimits.holdHours),
            check("remindsDay", words("offer_reminds_day"), hint: words("offer_reminds_day_hint")),
            check("remindsHour", words("offer_reminds_hour"), hint: words("offer_reminds_hour_hint")),
            check("announcesDoor", words("offer_announces_door"), hint: words("offer_announces_door_hint")),
        ]
    }

    /// Minutes between the starts that are offered.
    static let steps = [5, 10, 15, 20, 30, 45, 60, 90, 120]

    static let samples = [
        OfferRulesView(
            frame: OfferFrame(part: .rules, watch: .sample),
            form: FormState(values: ["minimumNotice": "2", "noticeUnit": "hours", "holdsRequests": "on"]),
            preview: OfferPreview(path: "/")),
        OfferRulesView(
            frame: OfferFrame(part: .rules), form: FormState(errors: ["minimumNotice": "?", "dailyCap": "?"])),
    ]
}
