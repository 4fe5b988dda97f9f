// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage
import Words

/// The page of keys, webhooks and pieces to paste, which are forms of their own.
struct OfferProgramsPage: Sendable {
    let site: Site
    var secret: OfferProgramsView.Secret?
    var outcome: String?
    var keyForm = FormState()
    var hookForm = FormState()

    init(site: Site) { self.site = site }

    func answer(_ request: Request, _ context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let words = site.words(context)
        let (zone, now) = (TimeZone(identifier: login.account.timeZone) ?? .gmt, site.clock.now)
        let practice = try await site.accounts.details(of: login.account).practice
        let slug = try await site.offers.rules(of: login.account).slug
        let snippets = EmbedSnippets(slug: slug, publicURL: site.publicURL, words: words)
        let view = OfferProgramsView(
            frame: try await site.offerFrame(.programs, login),
            keys: try await site.keys.list(by: login.account).map { Self.key($0, words, zone, now) },
            hooks: try await site.hooks.list(by: login.account).map { Self.hook($0, words, zone, now) },
            secret: secret, outcome: outcome, keyForm: keyForm, hookForm: hookForm,
            snippets: [
                .init(id: "frame", label: words("offer_snippet_frame"), code: snippets.frame),
                .init(id: "link", label: words("offer_snippet_link"), code: snippets.link),
                .init(id: "address", label: words("offer_snippet_address"), code: snippets.address),
            ], parents: practice.embedParents)
        let isRefused = !keyForm.errors.isEmpty || !hookForm.errors.isEmpty
        return try await site.offerPage(view, request, context, refused: isRefused)
    }

    private static func key(_ key: KeyBook.Key, _ words: Catalog, _ zone: TimeZone, _ now: Date)
        -> OfferProgramsView.Key
    {
        OfferProgramsView.Key(
            id: key.id, name: key.name, made: words.day(key.createdAt, in: zone, year: true),
            used: key.lastUsedAt.map { words.moment($0, in: zone, now: now) }, isRevoked: key.isRevoked)
    }

    private static func hook(_ hook: HookBook.Hook, _ words: Catalog, _ zone: TimeZone, _ now: Date)
        -> OfferProgramsView.Hook
    {
        OfferProgramsView.Hook(
            id: hook.id, url: hook.url,
            deliveries: hook.latest.map { delivery in
                OfferProgramsView.Delivery(
                    event: delivery.event.rawValue, at: words.moment(delivery.createdAt, in: zone, now: now),
                    state: delivery.state.rawValue, reply: delivery.reply.map { Self.reply($0, words) })
            })
    }

    /// A status as it is, or the reason why there was none in words.
    private static func reply(_ reply: String, _ words: Catalog) -> String {
        words.sentence("offer_failure_\(reply)") ?? reply
    }
}
