// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

/// One type of appointment to be added or changed. Fields: `name`, `length`, `price`, `description`, `colour`,
/// `bufferBefore`, `bufferAfter`, `visibility`, `confirms` (`hand` or `once`).
struct OfferTypeView: View {
    static let template = "offer/type"

    /// The raw values are those of the tables.
    enum Visibility: String, Sendable, CaseIterable {
        case shown
        case byLink = "by_link"
        case hidden
    }

    var frame: OfferFrame
    /// Nil for a new one.
    var id: String?
    var form: FormState
    var preview = OfferPreview()

    func title(_ words: Catalog) -> String { words(id == nil ? "offer_type_new" : "offer_type_change") }

    func fields(_ words: Catalog) -> Fields {
        frame.fields(words).merging(preview.fields(words("offer_preview_times_text"))).merging([
            "previewOf": "type \(id ?? OfferURL.newTypeID)",
            "form": inputs(words).form(form),
            "action": id.map { SiteURL.offer(.type(id: $0)).path } ?? SiteURL.offer(.types).path,
            "backPath": SiteURL.offer(.types).path,
            "archivePath": id.map { SiteURL.offer(.archiveType(id: $0)).path },
        ])
    }

    private func inputs(_ words: Catalog) -> [FormField] {
        func minutes(_ name: String, _ label: String, hint: String, _ range: ClosedRange<Int>) -> FormField {
            let bounds = ["least": String(range.lowerBound), "most": String(range.upperBound)]
            return FormField(
                name: name, label: words(label), type: "number", hint: words(hint, bounds), maxLength: 3, range: range)
        }
        return [
            FormField(
                name: "name", label: words("offer_type_name"), hint: words("offer_type_name_hint"),
                autocomplete: "off", maxLength: 60),
            minutes("length", "offer_type_length", hint: "offer_type_length_hint", OfferLimits.length),
            FormField(
                name: "price", label: words("offer_type_price"), hint: words("offer_type_price_hint"),
                autocomplete: "off", isRequired: false, maxLength: OfferLimits.price),
            FormField(
                name: "description", label: words("offer_type_description"),
                hint: words("offer_type_description_hint"), isRequired: false, maxLength: OfferLimits.description),
            FormField(name: "colour", label: words("offer_type_colour"), options: Self.colours(words)),
            minutes("bufferBefore", "offer_type_before", hint: "offer_type_buffer_hint", OfferLimits.buffer),
            minutes("bufferAfter", "offer_type_after", hint: "offer_type_buffer_hint", OfferLimits.buffer),
            FormField(
                name: "visibility", label: words("offer_type_visibility"),
                options: Visibility.allCases.map {
                    .init(
                        value: $0.rawValue, label: words("offer_visibility_\($0.rawValue)"),
                        hint: words("offer_visibility_\($0.rawValue)_hint"))
                }),
            FormField(
                name: "confirms", label: words("offer_type_confirms"),
                options: ["hand", "once"].map {
                    .init(
                        value: $0, label: words("offer_confirms_\($0)"), hint: words("offer_confirms_\($0)_hint"))
                }),
        ]
    }

    private static func colours(_ words: Catalog) -> [FormField.Option] {
        OfferLimits.colours.map { .init(value: $0, label: words("offer_colour_\($0)")) }
    }

    static let samples = [
        OfferTypeView(
            frame: OfferFrame(part: .types, watch: .sample), id: "t1",
            form: FormState(values: ["name": "Suivi", "colour": "teal", "visibility": "shown", "confirms": "hand"]),
            preview: OfferPreview(path: "/")),
        OfferTypeView(
            frame: OfferFrame(part: .types), id: nil, form: FormState(errors: ["name": "?", "colour": "?"])),
    ]
}
