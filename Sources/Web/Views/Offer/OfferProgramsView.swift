// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What another site or program may use: keys, webhooks and pieces to paste. Fields of a new key: `name`; of a new webhook: `url`.
struct OfferProgramsView: View {
    static let template = "offer/programs"

    struct Key: Sendable {
        var id: String
        var name: String
        /// Already formatted.
        var made: String
        /// Nil: never used.
        var used: String?
        var isRevoked: Bool
    }

    struct Delivery: Sendable {
        var event: String
        /// Already formatted.
        var at: String
        /// The raw value of the table: `queued`, `leased`, `accepted`, `failed`.
        var state: String
        /// The last answer, or why there was none, in words.
        var reply: String?
    }

    struct Hook: Sendable {
        var id: String
        var url: String
        var deliveries: [Delivery]
    }

    /// A secret that is shown this one time.
    struct Secret: Sendable {
        var value: String
        var isKey: Bool
    }

    /// Something to paste into another site.
    struct Snippet: Sendable {
        var id: String
        var label: String
        var code: String

        /// Lines that it fills on a phone.
        var rows: String { String(max(2, code.count / 60 + 1)) }
    }

    var frame: OfferFrame
    var keys: [Key]
    var hooks: [Hook]
    var secret: Secret?
    /// What came of a test, in words.
    var outcome: String?
    var keyForm: FormState
    var hookForm: FormState
    var snippets: [Snippet]
    /// Sites that may show the booking page in a frame; the owner's list.
    var parents: [String]

    func title(_ words: Catalog) -> String { frame.part.word(words) }

    func fields(_ words: Catalog) -> Fields {
        let name = FormField(
            name: "name", label: words("offer_key_name"), hint: words("offer_key_name_hint"), autocomplete: "off",
            maxLength: 60, prefix: "key-")
        let url = FormField(
            name: "url", label: words("offer_hook_url"), type: "url", hint: words("offer_hook_url_hint"),
            autocomplete: "off", maxLength: 2_000, prefix: "hook-")
        return frame.fields(words).merging([
            "secret": secret.map { ["value": $0.value, "isKey": $0.isKey] as Fields },
            "outcome": outcome,
            "keys": keys.isEmpty ? nil : ["rows": keys.map { fields($0, words) }] as Fields,
            "keyForm": [name].form(keyForm),
            "keyAction": SiteURL.offer(.keys).path,
            "hooks": hooks.map { fields($0, words) },
            "hookForm": [url].form(hookForm),
            "hookAction": SiteURL.offer(.hooks).path,
            "snippets": snippets.map { ["id": $0.id, "label": $0.label, "code": $0.code, "rows": $0.rows] as Fields },
            "parents": parents.isEmpty ? nil : parents.joined(separator: ", "),
            "apiPath": SiteURL.apiDocument.path,
        ])
    }

    private func fields(_ key: Key, _ words: Catalog) -> Fields {
        [
            "name": key.name,
            "made": words("offer_key_made", ["when": key.made]),
            "used": key.used.map { words("offer_key_used", ["when": $0]) } ?? words("offer_key_unused"),
            "isRevoked": key.isRevoked,
            "revokePath": key.isRevoked ? nil : SiteURL.offer(.revokeKey(id: key.id)).path,
        ]
    }

    private func fields(_ hook: Hook, _ words: Catalog) -> Fields {
        [
            "id": hook.id,
            "url": hook.url,
            "testPath": SiteURL.offer(.testHook(id: hook.id)).path,
            "removePath": SiteURL.offer(.removeHook(id: hook.id)).path,
            "deliveries": hook.deliveries.isEmpty
                ? nil : ["rows": hook.deliveries.map { fields($0, words) }] as Fields,
        ]
    }

    private func fields(_ delivery: Delivery, _ words: Catalog) -> Fields {
        let (word, tone) =
            switch delivery.state {
            case "accepted": ("offer_delivery_accepted", "success")
            case "failed": ("offer_delivery_failed", "danger")
            default: ("offer_delivery_queued", "warning")
            }
        return [
            "event": words("offer_event_\(delivery.event)"), "at": delivery.at, "word": words(word), "tone": tone,
            "reply": delivery.reply,
        ]
    }

    static let samples = [
        OfferProgramsView(
            frame: OfferFrame(part: .programs, watch: .sample),
            keys: [
                Key(id: "k1", name: "WordPress", made: "mardi 3 juin", used: nil, isRevoked: false),
                Key(id: "k2", name: "Ancien", made: "lundi 2 juin", used: "lundi 2 juin", isRevoked: true),
            ],
            hooks: [
                Hook(
                    id: "h1", url: "https://example.org/hook",
                    deliveries: [
                        Delivery(event: "confirmed", at: "10 h", state: "failed", reply: "500"),
                        Delivery(event: "moved", at: "10 h", state: "queued", reply: nil),
                    ]),
                Hook(id: "h2", url: "https://example.net/hook", deliveries: []),
            ], secret: Secret(value: "vv_x", isKey: true), outcome: "200", keyForm: FormState(errors: ["name": "?"]),
            hookForm: FormState(errors: ["url": "?"]),
            snippets: [Snippet(id: "link", label: "Bouton", code: "<a href=\"…\">Réserver</a>")],
            parents: ["https://example.org"]),
        OfferProgramsView(
            frame: OfferFrame(part: .programs), keys: [], hooks: [], secret: nil, outcome: nil, keyForm: FormState(),
            hookForm: FormState(), snippets: [], parents: []),
    ]
}
