// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Reads the fields of a form about what is offered and collects what is wrong with them.
struct OfferFieldReader {
    private(set) var faults: [OfferFault] = []

    /// - Throws: ``OfferError/invalid(_:)`` when a field was wrong.
    func finish() throws(OfferError) {
        if !faults.isEmpty { throw .invalid(faults) }
    }

    mutating func refuse(_ field: OfferFault.Field, _ problem: OfferFault.Problem, index: Int? = nil) {
        faults.append(OfferFault(field, problem, index: index))
    }

    /// Several lines, trimmed; may be empty.
    mutating func lines(_ text: String, _ field: OfferFault.Field, most: Int) -> String {
        do {
            return try FieldText.note(text, limit: most)
        } catch {
            refuse(field, error.problem == .tooLong ? .tooLong(most: most) : .forbiddenCharacter)
            return ""
        }
    }

    /// One line, trimmed; may be empty.
    mutating func line(_ text: String, _ field: OfferFault.Field, most: Int) -> String {
        let line = lines(text, field, most: most)
        if line.contains(where: \.isNewline) || line.contains("\t") { refuse(field, .forbiddenCharacter) }
        return line
    }

    /// A name of 1 to 60 visible characters.
    mutating func name(_ text: String, _ field: OfferFault.Field) -> String {
        do {
            return try FieldText.name(text)
        } catch {
            switch error.problem {
            case .missing: refuse(field, .missing)
            case .tooLong: refuse(field, .tooLong(most: 60))
            default: refuse(field, .forbiddenCharacter)
            }
            return ""
        }
    }

    mutating func number(_ number: Int?, _ field: OfferFault.Field, in range: ClosedRange<Int>) -> Int {
        guard let number, range.contains(number) else {
            refuse(field, .outOfRange(range.lowerBound, range.upperBound))
            return range.lowerBound
        }
        return number
    }

    /// What stands in the page's address: lower-case letters, digits and single hyphens.
    mutating func slug(_ text: String) -> String {
        let slug = text.trimmingCharacters(in: .whitespaces).lowercased()
        if slug.isEmpty {
            refuse(.slug, .missing)
        } else if slug.count > OfferLimits.slug.upperBound {
            refuse(.slug, .tooLong(most: OfferLimits.slug.upperBound))
        } else if slug.count < OfferLimits.slug.lowerBound || slug.first == "-" || slug.last == "-"
            || slug.contains("--") || !slug.utf8.allSatisfy(Self.isOfSlug)
        {
            refuse(.slug, .malformed)
        }
        return slug
    }

    private static func isOfSlug(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }

    /// - Parameter index: see ``OfferFault/index``.
    mutating func spans(_ forms: [SpanForm], index: Int? = nil) -> [WallSpan] {
        let filled = forms.filter { !($0.start.isEmpty && $0.end.isEmpty) }
        guard filled.count <= OfferLimits.spansOfDay else {
            refuse(.hours, .tooMany(most: OfferLimits.spansOfDay), index: index)
            return []
        }
        var spans: [WallSpan] = []
        for form in filled {
            guard let start = Self.minute(form.start), let end = Self.minute(form.end) else {
                refuse(.hours, .malformed, index: index)
                return []
            }
            guard let span = WallSpan(startMinute: start, endMinute: end == 0 ? 1440 : end) else {
                refuse(.hours, .endBeforeStart, index: index)
                return []
            }
            spans.append(span)
        }
        let sorted = spans.sorted { $0.startMinute < $1.startMinute }
        if zip(sorted, sorted.dropFirst()).contains(where: { $0.endMinute > $1.startMinute }) {
            refuse(.hours, .overlap, index: index)
        }
        return sorted
    }

    /// `HH:MM`, up to 24:00.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    mutating func day(_ text: String, _ field: OfferFault.Field) -> LocalDay? {
        if text.isEmpty {
            refuse(field, .missing)
            return nil
        }
        guard let day = LocalDay(text), (2000...2199).contains(day.year) else {
            refuse(field, .malformed)
            return nil
        }
        return day
    }
}

extension RulesForm {
    /// - Throws: ``OfferError/invalid(_:)`` with every wrong field.
    func read(over old: BookingRules) throws(OfferError) -> BookingRules {
        var (rules, reader) = (old, OfferFieldReader())
        rules.slug = reader.slug(slug)
        rules.isOpen = isOpen
        rules.introduction = reader.lines(introduction, .introduction, most: OfferLimits.introduction)
        rules.minimumNoticeMinutes = reader.number(minimumNoticeMinutes, .minimumNotice, in: OfferLimits.notice)
        rules.horizonDays = reader.number(horizonDays, .horizon, in: OfferLimits.horizon)
        rules.stepMinutes = reader.number(stepMinutes, .step, in: OfferLimits.step)
        rules.dailyCap = dailyCap.map { reader.number($0, .dailyCap, in: OfferLimits.dailyCap) }
        rules.holdsRequests = holdsRequests
        rules.holdHours = reader.number(holdHours, .holdHours, in: OfferLimits.holdHours)
        rules.cancelHours = reader.number(cancelHours, .cancelHours, in: OfferLimits.cancelHours)
        (rules.remindsDay, rules.remindsHour, rules.announcesDoor) = (remindsDay, remindsHour, announcesDoor)
        try reader.finish()
        return rules
    }
}

extension TypeForm {
    /// - Throws: ``OfferError/invalid(_:)`` with every wrong field.
    func read(over old: AppointmentType) throws(OfferError) -> AppointmentType {
        var (type, reader) = (old, OfferFieldReader())
        type.name = reader.name(name, .name)
        type.description = reader.lines(description, .description, most: OfferLimits.description)
        type.price = reader.line(price, .price, most: OfferLimits.price)
        if !OfferLimits.colours.contains(colour) { reader.refuse(.colour, .notAChoice) }
        type.colour = colour
        type.lengthMinutes = reader.number(lengthMinutes, .length, in: OfferLimits.length)
        type.bufferBefore = reader.number(bufferBefore, .bufferBefore, in: OfferLimits.buffer)
        type.bufferAfter = reader.number(bufferAfter, .bufferAfter, in: OfferLimits.buffer)
        if let visibility = TypeVisibility(rawValue: visibility) {
            type.visibility = visibility
        } else {
            reader.refuse(.visibility, .notAChoice)
        }
        type.confirmsAtOnce = confirmsAtOnce
        try reader.finish()
        return type
    }
}

extension ExceptionForm {
    /// - Throws: ``OfferError/invalid(_:)`` with every wrong field.
    func read(id: String, practitionerID: String) throws(OfferError) -> HourException {
        var reader = OfferFieldReader()
        let first = reader.day(firstDay, .firstDay)
        let last = lastDay.isEmpty ? first : reader.day(lastDay, .lastDay)
        if let first, let last {
            if last < first { reader.refuse(.lastDay, .endBeforeStart) }
            if first.distance(to: last) > 366 { reader.refuse(.lastDay, .outOfRange(1, 366)) }
        }
        let spans = reader.spans(spans)
        let label = reader.line(label, .label, most: OfferLimits.label)
        try reader.finish()
        return HourException(
            id: id, practitionerID: practitionerID, firstDay: first?.description ?? "",
            lastDay: last?.description ?? "", spans: StoredSpans.text(spans), label: label)
    }
}
