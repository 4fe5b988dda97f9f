// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

/// The public page as its practitioner sets it up: open or closed, address, introduction, and what it looks like.
/// Fields: `isOpen` (check box), `slug`, `introduction`.
struct OfferPageView: View {
    static let template = "offer/page"

    /// What is missing before anybody can book.
    enum Step: String, Sendable, CaseIterable {
        case types, hours, open
    }

    var frame: OfferFrame
    var form: FormState
    /// The absolute address of the public page.
    var link: String
    /// An SVG element of our own making.
    var qr: String
    /// Empty when people can book.
    var missing: [Step]

    func title(_ words: Catalog) -> String { words("offer_title") }

    func fields(_ words: Catalog) -> Fields {
        let inputs = [
            FormField(
                name: "isOpen", label: words("offer_is_open"), type: "checkbox", hint: words("offer_is_open_hint"),
                isRequired: false),
            FormField(
                name: "slug", label: words("offer_slug"), hint: words("offer_slug_hint"), autocomplete: "off",
                maxLength: OfferLimits.slug.upperBound),
            FormField(
                name: "introduction", label: words("offer_introduction"), hint: words("offer_introduction_hint"),
                isRequired: false, maxLength: OfferLimits.introduction),
        ]
        let preview = OfferPreview(path: SiteURL.offer(.preview).path).fields(words("offer_preview_text"))
        return frame.fields(words).merging(preview).merging([
            "form": inputs.form(form),
            "action": SiteURL.offer(.page).path,
            "link": link,
            "qr": qr,
            "steps": missing.isEmpty ? nil : ["rows": missing.map { step($0, words) }] as Fields,
        ])
    }

    private func step(_ step: Step, _ words: Catalog) -> Fields {
        let path: String? =
            switch step {
            case .types: SiteURL.offer(.types).path
            case .hours: SiteURL.offer(.hours).path
            case .open: nil
            }
        return ["path": path, "word": words("offer_step_\(step.rawValue)")]
    }

    private static let sampleCode =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 3\"><path d=\"M0 0h1v1h-1z\"/></svg>"

    static let samples = [
        OfferPageView(
            frame: OfferFrame(part: .page, watch: .sample), form: FormState(values: ["slug": "anne", "isOpen": "on"]),
            link: "https://visio.example.org/book/anne", qr: sampleCode, missing: Step.allCases),
        OfferPageView(
            frame: OfferFrame(part: .page), form: FormState(errors: ["slug": "?", "introduction": "?"]),
            link: "https://visio.example.org/book/anne", qr: sampleCode, missing: []),
    ]
}
