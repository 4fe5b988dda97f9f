// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What a practitioner has and may set.
public struct PractitionerDetails: Sendable, Equatable {
    public let account: Account
    public let practitioner: Practitioner
    public let room: RoomRow
    public let practice: Practice
}

extension AccountBook {
    /// - Throws: ``AccountError/notFound`` when the account holds no appointments.
    public func details(of account: Account) async throws -> PractitionerDetails {
        try await store.read { try Self.details(of: account, in: $0) }
    }

    /// - Throws: ``AccountError/notFound``, ``AccountError/invalid(_:)``.
    @discardableResult
    public func updateSettings(_ form: SettingsForm, of account: Account) async throws -> PractitionerDetails {
        guard Access.mayAct(account, for: account.id) else { throw AccountError.notFound }
        var reader = FieldReader()
        let name = reader.name(form.name, .name)
        let language = reader.language(form.language)
        let timeZone = reader.timeZone(form.timeZone)
        let roomName = reader.name(form.roomName, .roomName)
        let helpPhone = reader.phone(form.helpPhone, .helpPhone)
        let welcome = reader.lines(form.welcome, .welcome, most: 500)
        let before = reader.number(form.minutesBefore, .minutesBefore, in: 0...240)
        let after = reader.number(form.minutesAfter, .minutesAfter, in: 0...240)
        try reader.finish()
        defer { queue.wake() }
        return try await store.write { transaction in
            let old = try Self.details(of: account, in: transaction)
            var account = old.account
            (account.name, account.language, account.timeZone) = (name, language, timeZone)
            try transaction.accounts.update(account)
            try transaction.practitioners.update(
                Practitioner(
                    accountID: account.id, roomID: old.room.id, cameraOnAtEntry: form.cameraOnAtEntry,
                    lockOnEntry: form.lockOnEntry, stayClosed: form.stayClosed,
                    roomLinkAllowed: form.roomLinkAllowed, relayOnly: form.relayOnly, helpPhone: helpPhone,
                    welcome: welcome.isEmpty ? nil : welcome, knockMinutesBefore: before, knockMinutesAfter: after))
            try transaction.rooms.rename(id: old.room.id, name: roomName)
            if (before, after) != (old.practitioner.knockMinutesBefore, old.practitioner.knockMinutesAfter) {
                try replaceWindows(of: account, in: transaction)
            }
            return try Self.details(of: account, in: transaction)
        }
    }

    /// The door of each confirmed appointment that is not settled yet opens and closes at other times now.
    private func replaceWindows(of account: Account, in transaction: any Transaction) throws {
        // A day before now: none that is still to be settled began earlier.
        let coming = try transaction.appointments.open(
            practitionerID: account.id, from: clock.now.addingTimeInterval(-86_400), to: .distantFuture)
        for appointment in coming where appointment.state == .confirmed {
            try DuePlan.replaceWindow(of: try AppointmentDetails.load(appointment, in: transaction), in: transaction)
        }
    }

    /// Gives the room a new link; the old one is dead at once.
    /// - Throws: ``AccountError/notFound``.
    public func newRoomLink(of account: Account) async throws -> RoomRow {
        guard Access.mayAct(account, for: account.id) else { throw AccountError.notFound }
        return try await store.write { transaction in
            var room = try Self.details(of: account, in: transaction).room
            room.slug = RoomSlug.make(name: room.name)
            try transaction.rooms.changeSlug(id: room.id, to: room.slug)
            return room
        }
    }

    /// The practice; nil before set-up.
    public func practice() async throws -> Practice? {
        try await store.read { try $0.practice.find() }
    }

    /// - Throws: ``AccountError/notFound`` when the account may not administer, ``AccountError/invalid(_:)``.
    @discardableResult
    public func updatePractice(_ form: PracticeForm, by owner: Account) async throws -> Practice {
        guard Access.mayAdminister(owner) else { throw AccountError.notFound }
        var reader = FieldReader()
        let read = Practice(
            id: owner.practiceID,
            name: reader.line(form.practiceName, .practiceName, most: 120),
            ownerContact: reader.email(form.ownerContact, .ownerContact),
            senderName: reader.line(form.senderName, .senderName, most: 120),
            legalText: reader.lines(form.legalText, .legalText, most: 10_000),
            privacyText: reader.lines(form.privacyText, .privacyText, most: 10_000),
            helpPhone: reader.phone(form.helpPhone, .helpPhone) ?? "",
            urgentHelp: reader.lines(form.urgentHelp, .urgentHelp, most: 500),
            language: reader.language(form.language),
            timeZone: reader.timeZone(form.timeZone))
        try reader.finish()
        return try await store.write { transaction in
            guard let old = try transaction.practice.find(id: owner.practiceID) else { throw AccountError.notSetUp }
            var practice = read
            (practice.embedParents, practice.retentionMonths) = (old.embedParents, old.retentionMonths)
            try transaction.practice.update(practice)
            return practice
        }
    }

    private static func details(of account: Account, in transaction: any Transaction) throws -> PractitionerDetails {
        guard let account = try transaction.accounts.find(id: account.id), Access.mayAct(account, for: account.id),
            let practitioner = try transaction.practitioners.find(accountID: account.id),
            let room = try transaction.rooms.find(id: practitioner.roomID),
            let practice = try transaction.practice.find(id: account.practiceID)
        else { throw AccountError.notFound }
        return PractitionerDetails(account: account, practitioner: practitioner, room: room, practice: practice)
    }
}
