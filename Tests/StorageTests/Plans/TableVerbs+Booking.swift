// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

extension TableVerbs {
    static let booking: [(String, @Sendable (any Transaction) -> Void)] = [
        ("bookingRules", bookingRules),
        (
            "appointmentTypes",
            {
                _ = try? $0.appointmentTypes.find(id: "t")
                _ = try? $0.appointmentTypes.find(linkKey: "t")
                _ = try? $0.appointmentTypes.list(practitionerID: "a")
                _ = try? $0.appointmentTypes.archived(practitionerID: "a", limit: 5)
                try? $0.appointmentTypes.update(BookingSamples.type)
            }
        ),
        (
            "weeklyHours",
            {
                _ = try? $0.weeklyHours.list(practitionerID: "a")
                try? $0.weeklyHours.replace(practitionerID: "a", BookingSamples.hours)
            }
        ),
        (
            "hourExceptions",
            {
                _ = try? $0.hourExceptions.find(id: "e")
                _ = try? $0.hourExceptions.list(practitionerID: "a", since: "2026-01-01")
                try? $0.hourExceptions.update(BookingSamples.exception)
                try? $0.hourExceptions.delete(id: "e")
            }
        ),
        ("busyFeeds", feeds),
        ("slotHolds", holds),
        (
            "proposals",
            {
                _ = try? $0.proposals.list(appointmentID: "a")
                try? $0.proposals.replace(appointmentID: "a", [Samples.noon])
            }
        ),
        (
            "readiness",
            {
                _ = try? $0.readiness.find(appointmentID: "a")
                _ = try? $0.readiness.find(appointmentIDs: ["a", "b"])
                try? $0.readiness.save(BookingSamples.readiness)
            }
        ),
        ("dueTasks", tasks),
        ("erasures", { _ = try? $0.erasures.list() }),
        ("mailWordings", wordings),
    ]

    @Sendable private static func bookingRules(_ transaction: any Transaction) {
        _ = try? transaction.bookingRules.find(practitionerID: "a")
        _ = try? transaction.bookingRules.find(slug: "a")
        _ = try? transaction.bookingRules.find(calendarTokenHash: "a")
        try? transaction.bookingRules.update(BookingSamples.rules)
    }

    @Sendable private static func feeds(_ transaction: any Transaction) {
        _ = try? transaction.busyFeeds.find(id: "f")
        _ = try? transaction.busyFeeds.list(practitionerID: "a")
        _ = try? transaction.busyFeeds.due(now: Samples.noon, without: ["a", "b"], limit: 5)
        _ = try? transaction.busyFeeds.nextDue()
        _ = try? transaction.busyFeeds.spans(practitionerID: "a", from: Samples.noon, to: Samples.noon)
        try? transaction.busyFeeds.update(BookingSamples.feed)
        try? transaction.busyFeeds.delete(id: "f")
        try? transaction.busyFeeds.replaceSpans(feedID: "f", BookingSamples.spans)
    }

    @Sendable private static func holds(_ transaction: any Transaction) {
        _ = try? transaction.slotHolds.find(tokenHash: "t", now: Samples.noon)
        _ = try? transaction.slotHolds.list(practitionerID: "a", now: Samples.noon)
        try? transaction.slotHolds.delete(tokenHash: "t")
        try? transaction.slotHolds.deleteExpired(now: Samples.noon)
    }

    @Sendable private static func tasks(_ transaction: any Transaction) {
        _ = try? transaction.dueTasks.find(key: "k")
        _ = try? transaction.dueTasks.list(appointmentID: "a")
        _ = try? transaction.dueTasks.due(now: Samples.noon, limit: 5)
        _ = try? transaction.dueTasks.nextDue()
        _ = try? transaction.dueTasks.unplanned(practitionerID: "a")
        _ = try? transaction.dueTasks.take(key: "k")
        try? transaction.dueTasks.delete(appointmentID: "a")
    }

    @Sendable private static func wordings(_ transaction: any Transaction) {
        _ = try? transaction.mailWordings.find(practitionerID: "a", kind: "k", language: "fr")
        _ = try? transaction.mailWordings.list(practitionerID: "a")
        try? transaction.mailWordings.save(BookingSamples.wording)
        try? transaction.mailWordings.delete(practitionerID: "a", kind: "k", language: "fr")
    }
}
