// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Hummingbird
import Scheduling
import Storage

/// What the address of a preview says besides its path: the draft too, so that its links show the same draft and nothing of it
/// needs to be stored.
struct PreviewQuery: Sendable {
    var draft = OfferDraft()
    /// The type that the draft's stands for: an id, or ``OfferURL/newTypeID``.
    var typeID: String?
    /// The one that the reader chose.
    var zone: TimeZone?
    /// The first day shown.
    var day: LocalDay?

    init() {}

    /// What cannot be read counts as absent.
    init(_ request: Request, over saved: BookingRules) {
        let (query, page) = (request.uri.queryParameters, BookQuery(request))
        (zone, day) = (page.zone, page.day)
        func parts(_ name: String, _ count: Int) -> [String]? {
            let parts = query[name[...]].map {
                $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            }
            return parts?.count == count ? parts : nil
        }
        draft.week = parts("week", 7).map { $0.map(Self.spans) }
        draft.exception = parts("exception", 3).map { parts in
            ExceptionForm(firstDay: parts[0], lastDay: parts[1], spans: Self.spans(parts[2]))
        }
        draft.rules = parts("rules", 4).map { parts in
            var rules = RulesForm(saved)
            (rules.stepMinutes, rules.minimumNoticeMinutes) = (Int(parts[0]), Int(parts[1]))
            (rules.horizonDays, rules.dailyCap) = (Int(parts[2]), parts[3].isEmpty ? nil : Int(parts[3]) ?? 0)
            return rules
        }
        if let parts = parts("type", 4) {
            typeID = parts[0]
            draft.type = TypeForm(
                name: query["name"].map(String.init) ?? "", price: query["price"].map(String.init) ?? "",
                lengthMinutes: Int(parts[1]), bufferBefore: Int(parts[2]), bufferAfter: Int(parts[3]))
        }
    }

    /// Of the draft alone; the form that changes the zone keeps them.
    var draftFields: [KeptField] {
        var fields: [KeptField] = []
        if let week = draft.week {
            fields.append(KeptField(name: "week", value: week.map(Self.text).joined(separator: ".")))
        }
        if let exception = draft.exception {
            let parts = [exception.firstDay, exception.lastDay, Self.text(exception.spans)]
            fields.append(KeptField(name: "exception", value: parts.joined(separator: ".")))
        }
        if let rules = draft.rules {
            let parts = [rules.stepMinutes, rules.minimumNoticeMinutes, rules.horizonDays, rules.dailyCap]
            fields.append(
                KeptField(name: "rules", value: parts.map { $0.map(String.init) ?? "" }.joined(separator: ".")))
        }
        if let type = draft.type, let typeID {
            let numbers = [type.lengthMinutes, type.bufferBefore, type.bufferAfter].map { $0.map(String.init) ?? "" }
            fields += [
                KeptField(name: "type", value: ([typeID] + numbers).joined(separator: ".")),
                KeptField(name: "name", value: type.name), KeptField(name: "price", value: type.price),
            ]
        }
        return fields
    }

    /// A preview's address with this query.
    func address(_ url: OfferURL, day: LocalDay? = nil) -> String {
        var fields = draftFields
        if let zone { fields.append(KeptField(name: "zone", value: zone.identifier)) }
        if let day { fields.append(KeptField(name: "day", value: day.description)) }
        let path = SiteURL.offer(url).path
        guard !fields.isEmpty else { return path }
        return path + "?" + fields.map { "\($0.name)=\(QueryText.escaped($0.value))" }.joined(separator: "&")
    }

    private static func text(_ spans: [SpanForm]) -> String {
        spans.map { "\($0.start)~\($0.end)" }.joined(separator: "_")
    }

    private static func spans(_ text: String) -> [SpanForm] {
        text.split(separator: "_").map { span in
            let ends = span.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return SpanForm(start: ends[0], end: ends.last ?? "")
        }
    }
}
