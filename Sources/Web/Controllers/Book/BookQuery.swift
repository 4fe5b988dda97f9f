// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Scheduling
import Words

/// What the address of a booking page says besides its path. Every link and form of such a page carries it on.
struct BookQuery: Sendable, Hashable {
    /// The one that the reader chose, or a script found.
    var zone: TimeZone?
    /// The first day shown.
    var day: LocalDay?
    var isEmbedded: Bool
    /// The origin of the page around the frame, as it says of itself.
    var parent: String
    /// In a frame no cookie comes that could tell; elsewhere the reader has the switch.
    var language: Language?

    /// What of it is among a form's fields.
    static let fields: Set<String> = ["zone", "embed", "language"]

    /// Values that are no zone, day or language of ours count as absent.
    init(_ request: Request) {
        let query = request.uri.queryParameters
        func value(_ name: String) -> String? { query[name[...]].map(String.init) }
        self.init(zone: value("zone"), embed: value("embed"), language: value("language"))
        day = value("day").flatMap { LocalDay($0) }
    }

    /// From the hidden fields of a form.
    init(_ form: Form) {
        self.init(zone: form["zone"], embed: form.has("embed") ? form["embed"] : nil, language: form["language"])
    }

    private init(zone: String?, embed: String?, language: String?) {
        self.zone = zone.flatMap { Self.zone($0) }
        self.language = embed == nil ? nil : language.flatMap { Language(rawValue: $0) }
        isEmbedded = embed != nil
        parent = embed ?? ""
    }

    /// Only names of places: what `TimeZone` makes of `GMT+0130` has no name that people could read.
    private static func zone(_ name: String) -> TimeZone? {
        guard name == "UTC" || name.contains("/"), name.utf8.count <= 60 else { return nil }
        return TimeZone(identifier: name)
    }

    /// For hidden fields; the day is left behind.
    var kept: [KeptField] {
        var kept: [KeptField] = []
        if let zone { kept.append(KeptField(name: "zone", value: zone.identifier)) }
        return kept + keptButZone
    }

    /// For the form that chooses the zone.
    var keptButZone: [KeptField] {
        var kept: [KeptField] = []
        if isEmbedded { kept.append(KeptField(name: "embed", value: parent)) }
        if let language { kept.append(KeptField(name: "language", value: language.rawValue)) }
        return kept
    }

    /// A page's address with this query, and more of it.
    func address(_ url: SiteURL, day: LocalDay? = nil, more: [KeptField] = []) -> String {
        var fields = kept + more
        if let day { fields.append(KeptField(name: "day", value: day.description)) }
        guard !fields.isEmpty else { return url.path }
        return url.path + "?"
            + fields.map { "\($0.name)=\(QueryText.escaped($0.value))" }.joined(separator: "&")
    }
}
