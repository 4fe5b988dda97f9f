// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

enum BookingSamples {
    static let rules = BookingRules(
        practitionerID: "anne", slug: "anne-martin", isOpen: true, introduction: "Bonjour", dailyCap: 5,
        calendarTokenHash: "hash")

    static let type = AppointmentType(
        id: "type", practitionerID: "anne", name: "Séance", description: "Une heure", price: "60 €", colour: "teal",
        lengthMinutes: 50, bufferBefore: 5, bufferAfter: 10, visibility: .byLink, linkKey: "key", confirmsAtOnce: true)

    static let hours = [
        WeeklyHour(practitionerID: "anne", weekday: 1, startMinute: 540, endMinute: 720),
        WeeklyHour(practitionerID: "anne", weekday: 7, startMinute: 0, endMinute: 1440),
    ]

    static let exception = HourException(
        id: "exception", practitionerID: "anne", firstDay: "2026-08-01", lastDay: "2026-08-15", spans: "",
        label: "Congés")

    static let feed = BusyFeed(
        id: "feed", practitionerID: "anne", name: "Privé", url: "https://example.org/a.ics", etag: "\"1\"",
        fetchedAt: Samples.noon, nextTryAt: Samples.noon + 600, events: 2, createdAt: Samples.noon)

    static let spans = [
        BusySpan(feedID: "feed", startsAt: Samples.noon, endsAt: Samples.noon + 3600),
        BusySpan(feedID: "feed", startsAt: Samples.noon + 86_400, endsAt: Samples.noon + 90_000),
    ]

    static let hold = SlotHold(
        tokenHash: "hold", practitionerID: "anne", typeID: "type", startsAt: Samples.noon,
        blocksFrom: Samples.noon - 300, blocksUntil: Samples.noon + 3600, expiresAt: Samples.noon + 300)

    static let readiness = Readiness(
        appointmentID: "a", testedAt: Samples.noon, browser: "firefox", camera: "works", microphone: "works",
        speaker: "heard", connection: "direct")

    static let wording = MailWording(
        practitionerID: "anne", kind: "confirmed", language: "fr", subject: "À bientôt", body: "Bonjour {client}")

    static let task = DueTask(
        key: "expire:a", kind: .expire, appointmentID: "a", dueAt: Samples.noon, lateAfter: nil)

    static let key = APIKey(id: "key", practitionerID: "anne", name: "Site", keyHash: "k", createdAt: Samples.noon)

    static let webhook = Webhook(
        id: "hook", practitionerID: "anne", url: "https://example.org/hook", secret: "s", createdAt: Samples.noon)

    static let delivery = WebhookDelivery(
        id: "delivery", webhookID: "hook", event: "confirmed", appointmentID: "a", body: "{}",
        nextAttemptAt: Samples.noon, createdAt: Samples.noon)
}
