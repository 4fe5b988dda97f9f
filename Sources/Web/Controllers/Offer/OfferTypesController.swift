// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Hummingbird
import Storage
import Words

/// The types of appointment that can be booked.
struct OfferTypesController: Sendable {
    let site: Site

    static let fields: Set<String> = [
        "name", "length", "price", "description", "colour", "bufferBefore", "bufferAfter", "visibility", "confirms",
    ]

    func addRoutes(to router: Router<PageContext>) {
        let id = SiteURL.Parameter.id
        router.get(SiteURL.offer(.types).pattern, use: list)
        router.get(SiteURL.offer(.newType).pattern) { try await page(nil, Self.fresh, $0, $1) }
        router.post(SiteURL.offer(.types).pattern) { try await save(nil, $0, $1) }
        router.get(SiteURL.offer(.type(id: id)).pattern, use: show)
        router.post(SiteURL.offer(.type(id: id)).pattern) { request, context in
            try await save(context.parameters.get("id") ?? "", request, context)
        }
        router.post(SiteURL.offer(.placeType(id: id)).pattern, use: place)
        router.post(SiteURL.offer(.archiveType(id: id)).pattern, use: archive)
        router.post(SiteURL.offer(.restoreType(id: id)).pattern, use: restore)
    }

    private func list(_ request: Request, context: PageContext) async throws -> Response {
        let login = try site.practitioner(context)
        let slug = try await site.offers.rules(of: login.account).slug
        let rows = try await site.offers.types(of: login.account).map { type in
            let link = site.publicURL.absolute(.bookType(slug: slug, type: type.linkKey))
            return OfferTypesView.Row(
                id: type.id, name: type.name, minutes: type.lengthMinutes, price: type.price,
                description: type.description, colour: type.colour, visibility: Self.shown(type.visibility),
                confirmsAtOnce: type.confirmsAtOnce, link: type.visibility == .hidden ? nil : link)
        }
        let archived = try await site.offers.archivedTypes(of: login.account).map { type in
            OfferTypesView.Archived(id: type.id, name: type.name, minutes: type.lengthMinutes)
        }
        let view = OfferTypesView(frame: try await site.offerFrame(.types, login), rows: rows, archived: archived)
        return try await site.offerPage(view, request, context)
    }

    private func show(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let id = context.parameters.get("id") ?? ""
        return try await page(id, Self.state(try await site.offers.type(id, by: account)), request, context)
    }

    /// - Parameter id: nil for a new one.
    private func save(_ id: String?, _ request: Request, _ context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: Self.fields)
        let words = site.words(context)
        let typed = Self.typed(form)
        do {
            guard ["hand", "once"].contains(form["confirms"]) else {
                var state = FormState(values: form.repeatable)
                state.errors["confirms"] = FieldProblem.choice.sentence(words)
                if let id { _ = try await site.offers.type(id, by: account) }
                return try await page(id, state, request, context, refused: true)
            }
            if let id {
                try await site.offers.changeType(id, typed, by: account)
            } else {
                try await site.offers.addType(typed, by: account)
            }
        } catch OfferError.invalid(let faults) {
            let state = FormState(form, faults: faults, words: words)
            return try await page(id, state, request, context, refused: true)
        }
        return site.redirect(.offer(.types), notice: .saved)
    }

    static func typed(_ form: Form) -> TypeForm {
        TypeForm(
            name: form["name"], description: form["description"], price: form["price"], colour: form["colour"],
            lengthMinutes: Int(form["length"]), bufferBefore: Int(form["bufferBefore"]),
            bufferAfter: Int(form["bufferAfter"]), visibility: form["visibility"],
            confirmsAtOnce: form["confirms"] == "once")
    }

    private func place(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        let form = try await site.form(request, context, fields: ["to"])
        let id = context.parameters.get("id") ?? ""
        _ = try await site.offers.type(id, by: account)
        var ids = try await site.offers.types(of: account).map(\.id)
        guard let index = ids.firstIndex(of: id) else { throw WebError.notFound }
        let other = form["to"] == "up" ? index - 1 : index + 1
        if ["up", "down"].contains(form["to"]), ids.indices.contains(other) {
            ids.swapAt(index, other)
            try await site.offers.reorderTypes(ids, by: account)
        }
        return site.redirect(.offer(.types))
    }

    private func archive(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        try await site.offers.archiveType(context.parameters.get("id") ?? "", by: account)
        return site.redirect(.offer(.types), notice: .typeArchived)
    }

    private func restore(_ request: Request, context: PageContext) async throws -> Response {
        let account = try site.practitioner(context).account
        _ = try await site.form(request, context, fields: [])
        do {
            try await site.offers.restoreType(context.parameters.get("id") ?? "", by: account)
        } catch OfferError.invalid {
            return site.redirect(.offer(.types), notice: .notAccepted)
        }
        return site.redirect(.offer(.types), notice: .typeRestored)
    }

    private func page(
        _ id: String?, _ state: FormState, _ request: Request, _ context: PageContext, refused: Bool = false
    ) async throws -> Response {
        let login = try site.practitioner(context)
        var query = PreviewQuery()
        if id == nil { (query.typeID, query.draft.type) = (OfferURL.newTypeID, Self.typical) }
        let view = OfferTypeView(
            frame: try await site.offerFrame(.types, login), id: id, form: state,
            preview: OfferPreview(path: query.address(.previewType(id: id ?? OfferURL.newTypeID))))
        return try await site.offerPage(view, request, context, refused: refused)
    }

    private static func shown(_ visibility: TypeVisibility) -> OfferTypeView.Visibility {
        switch visibility {
        case .shown: .shown
        case .hidden: .hidden
        case .byLink: .byLink
        }
    }

    /// What the form of a new one begins with; it shows times before it has a name.
    static let typical = TypeForm(name: "–", lengthMinutes: 50, bufferBefore: 0, bufferAfter: 10)

    private static let fresh = FormState(values: [
        "length": "50", "colour": OfferLimits.colours[0], "bufferBefore": "0", "bufferAfter": "10",
        "visibility": "shown", "confirms": "hand",
    ])

    private static func state(_ type: AppointmentType) -> FormState {
        FormState(values: [
            "name": type.name, "length": String(type.lengthMinutes), "price": type.price,
            "description": type.description, "colour": type.colour, "bufferBefore": String(type.bufferBefore),
            "bufferAfter": String(type.bufferAfter), "visibility": type.visibility.rawValue,
            "confirms": type.confirmsAtOnce ? "once" : "hand",
        ])
    }
}
