// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// The form of what holds for all of a practitioner's types. A number is nil when the field held none.
public struct RulesForm: Sendable {
    public var slug: String
    public var isOpen: Bool
    public var introduction: String
    public var minimumNoticeMinutes: Int?
    public var horizonDays: Int?
    public var stepMinutes: Int?
    /// Nil is no limit.
    public var dailyCap: Int?
    public var holdsRequests: Bool
    public var holdHours: Int?
    public var cancelHours: Int?
    public var remindsDay: Bool
    public var remindsHour: Bool
    public var announcesDoor: Bool

    public init(
        slug: String, isOpen: Bool, introduction: String = "", minimumNoticeMinutes: Int?, horizonDays: Int?,
        stepMinutes: Int?, dailyCap: Int? = nil, holdsRequests: Bool, holdHours: Int?, cancelHours: Int?,
        remindsDay: Bool = true, remindsHour: Bool = true, announcesDoor: Bool = true
    ) {
        self.slug = slug
        self.isOpen = isOpen
        self.introduction = introduction
        self.minimumNoticeMinutes = minimumNoticeMinutes
        self.horizonDays = horizonDays
        self.stepMinutes = stepMinutes
        self.dailyCap = dailyCap
        self.holdsRequests = holdsRequests
        self.holdHours = holdHours
        self.cancelHours = cancelHours
        self.remindsDay = remindsDay
        self.remindsHour = remindsHour
        self.announcesDoor = announcesDoor
    }

    /// As they are.
    public init(_ rules: BookingRules) {
        self.init(
            slug: rules.slug, isOpen: rules.isOpen, introduction: rules.introduction,
            minimumNoticeMinutes: rules.minimumNoticeMinutes, horizonDays: rules.horizonDays,
            stepMinutes: rules.stepMinutes, dailyCap: rules.dailyCap, holdsRequests: rules.holdsRequests,
            holdHours: rules.holdHours, cancelHours: rules.cancelHours, remindsDay: rules.remindsDay,
            remindsHour: rules.remindsHour, announcesDoor: rules.announcesDoor)
    }
}

/// The form of one type. A number is nil when the field held none.
public struct TypeForm: Sendable {
    public var name: String
    public var description: String
    public var price: String
    /// One of ``OfferLimits/colours``.
    public var colour: String
    public var lengthMinutes: Int?
    public var bufferBefore: Int?
    public var bufferAfter: Int?
    /// A raw value of `TypeVisibility`.
    public var visibility: String
    public var confirmsAtOnce: Bool

    public init(
        name: String, description: String = "", price: String = "", colour: String = OfferLimits.colours[0],
        lengthMinutes: Int?, bufferBefore: Int? = 0, bufferAfter: Int? = 0, visibility: String = "shown",
        confirmsAtOnce: Bool = false
    ) {
        self.name = name
        self.description = description
        self.price = price
        self.colour = colour
        self.lengthMinutes = lengthMinutes
        self.bufferBefore = bufferBefore
        self.bufferAfter = bufferAfter
        self.visibility = visibility
        self.confirmsAtOnce = confirmsAtOnce
    }
}

/// A span of hours as a form gives it: `HH:MM`, the end also `24:00` (`00:00` as an end is midnight). A row with neither is
/// left out.
public struct SpanForm: Sendable, Equatable {
    public var start: String
    public var end: String

    public init(start: String, end: String) {
        self.start = start
        self.end = end
    }
}

/// Other hours, or none, on a range of days.
public struct ExceptionForm: Sendable {
    /// `YYYY-MM-DD`.
    public var firstDay: String
    /// `YYYY-MM-DD`; empty is the first day.
    public var lastDay: String
    /// Empty is closed.
    public var spans: [SpanForm]
    public var label: String

    public init(firstDay: String, lastDay: String = "", spans: [SpanForm], label: String = "") {
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.spans = spans
        self.label = label
    }
}
