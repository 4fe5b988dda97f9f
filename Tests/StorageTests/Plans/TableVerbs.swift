// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// Every verb of every table, called once.
enum TableVerbs {
    private static let noon = Samples.noon
    private static let appointment = Samples.appointment("a")

    /// By the table's name in `Transaction`, so that a test can see that none is missing.
    static let all: [(table: String, call: @Sendable (any Transaction) -> Void)] =
        people + [
            ("appointments", appointments), ("attendance", { _ = try? $0.attendance.list(appointmentID: "a") }),
            ("calls", calls), ("rooms", rooms), ("outbox", outbox), ("loginSessions", sessions),
            ("oneTimeTokens", tokens), ("spentTickets", tickets),
            ("revokedCredentials", revoked), ("mailTrouble", trouble), ("hourChanges", hourChanges),
            ("secrets", { _ = try? $0.secrets.findOrMake("s") }),
        ] + booking + programs

    private static let people: [(String, @Sendable (any Transaction) -> Void)] = [
        ("practice", { _ = try? $0.practice.find(id: "p") }),
        (
            "accounts",
            {
                _ = try? $0.accounts.find(id: "a")
                _ = try? $0.accounts.find(email: "a")
                try? $0.accounts.update(Samples.account)
            }
        ),
        (
            "practitioners",
            {
                _ = try? $0.practitioners.find(accountID: "a")
                _ = try? $0.practitioners.find(roomID: "a")
            }
        ),
        (
            "clients",
            {
                _ = try? $0.clients.find(id: "a")
                _ = try? $0.clients.find(ids: ["a", "b"])
                _ = try? $0.clients.find(email: "a")
                _ = try? $0.clients.forgettable(practitionerID: "a", before: noon, limit: 10)
                try? $0.clients.update(Samples.client)
                try? $0.clients.erase(id: "a")
            }
        ),
    ]

    @Sendable private static func appointments(_ transaction: any Transaction) {
        let table = transaction.appointments
        _ = try? table.find(id: "a")
        _ = try? table.find(joinTokenHash: "a")
        _ = try? table.find(manageTokenHash: "a")
        _ = try? table.list(practitionerID: "a", from: noon, to: noon)
        _ = try? table.coming(practitionerID: "a", now: noon)
        _ = try? table.past(practitionerID: "a", now: noon)
        _ = try? table.open(practitionerID: "a", from: noon, to: noon)
        _ = try? table.open(email: "a", practitionerID: "a", now: noon)
        _ = try? table.taken(practitionerID: "a", from: noon, to: noon)
        _ = try? table.taken(practitionerID: "a", touching: noon, to: noon)
        _ = try? table.requests(practitionerID: "a")
        _ = try? table.weeks(practitionerID: "a", opensBefore: 15, closesAfter: 30, from: noon, to: noon)
        _ = try? table.list(clientID: "c")
        _ = try? table.agreedHours(practitionerID: "a", now: noon)
        try? table.keep(AgreedOffsets(host: 0, client: 0), id: "a")
        try? table.insert(appointment)
        try? table.update(appointment, from: .requested)
    }

    @Sendable private static func calls(_ transaction: any Transaction) {
        _ = try? transaction.calls.open(roomID: "r")
        _ = try? transaction.calls.open()
        _ = try? transaction.calls.find(id: "c")
        _ = try? transaction.calls.list(appointmentID: "a")
        try? transaction.calls.end(id: "c", roomID: "r", at: noon, reason: "x", epoch: 1)
    }

    @Sendable private static func rooms(_ transaction: any Transaction) {
        _ = try? transaction.rooms.find(id: "r")
        _ = try? transaction.rooms.find(slug: "r")
        _ = try? transaction.rooms.find(practitionerID: "r")
        _ = try? transaction.rooms.takeOver(id: "r")
        try? transaction.rooms.setLocked(true, id: "r", epoch: 1)
    }

    @Sendable private static func outbox(_ transaction: any Transaction) {
        let table = transaction.outbox
        _ = try? table.enqueue(Samples.mail("m"))
        _ = try? table.find(id: "m")
        _ = try? table.list(appointmentID: "a")
        _ = try? table.list(practitionerID: "a")
        _ = try? table.listWithoutContent(practiceID: "p")
        _ = try? table.weeks(practiceID: "p", from: noon, to: noon)
        _ = try? table.has(appointmentID: "a", kinds: ["confirmed"])
        _ = try? table.dropOutdated(now: noon)
        try? table.dropWaiting(appointmentID: "a", kinds: ["reminder_day"], now: noon)
        _ = try? table.lease(now: noon, until: noon, token: "t", limit: 10)
        _ = try? table.releaseLeases()
        _ = try? table.accept(id: "m", token: "t", reply: "", at: noon)
        _ = try? table.retry(id: "m", token: "t", reply: "", next: noon)
        try? table.sendAgain(id: "m", now: noon)
        try? table.wake(now: noon)
        _ = try? table.waiting()
        _ = try? table.nextDue()
        _ = try? table.eraseMessages(acceptedBefore: noon, abandonedBefore: noon)
    }

    @Sendable private static func sessions(_ transaction: any Transaction) {
        _ = try? transaction.loginSessions.find(tokenHash: "t")
        try? transaction.loginSessions.touch(tokenHash: "t", at: noon)
        try? transaction.loginSessions.delete(tokenHash: "t")
        _ = try? transaction.loginSessions.hashes(accountID: "a")
        try? transaction.loginSessions.deleteAll(accountID: "a")
    }

    @Sendable private static func tokens(_ transaction: any Transaction) {
        _ = try? transaction.oneTimeTokens.findUsable(tokenHash: "t", purpose: .invitation, now: noon)
        _ = try? transaction.oneTimeTokens.use(tokenHash: "t", purpose: .invitation, now: noon)
    }

    @Sendable private static func tickets(_ transaction: any Transaction) {
        _ = try? transaction.spentTickets.find(ticketID: "t", now: noon)
        _ = try? transaction.spentTickets.list(roomID: "r", now: noon)
        _ = try? transaction.spentTickets.list(now: noon)
        try? transaction.spentTickets.deleteExpired(now: noon)
    }

    @Sendable private static func hourChanges(_ transaction: any Transaction) {
        _ = try? transaction.hourChanges.list(practitionerID: "a")
        try? transaction.hourChanges.save(HourChange(appointmentID: "a", practitionerID: "a", foundAt: noon))
        try? transaction.hourChanges.delete(appointmentID: "a")
    }

    @Sendable private static func trouble(_ transaction: any Transaction) {
        _ = try? transaction.mailTrouble.find()
        try? transaction.mailTrouble.note(reply: "", isOfServer: true, isAgain: true, at: noon)
        _ = try? transaction.mailTrouble.end()
    }

    @Sendable private static func revoked(_ transaction: any Transaction) {
        _ = try? transaction.revokedCredentials.list(now: noon)
        try? transaction.revokedCredentials.deleteExpired(now: noon)
    }
}
