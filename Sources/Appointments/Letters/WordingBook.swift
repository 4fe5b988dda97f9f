// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage
import Words

/// The practitioner's own words in the mails to clients: subject and introduction of each kind in each language. What follows
/// them (times, links, who answers) is always the same.
public struct WordingBook: Sendable {
    /// One mail in one language, as it is written now.
    public struct Entry: Sendable, Equatable {
        public let kind: MailKind
        public let language: Language
        public let wording: Wording
        /// Whether the practitioner wrote it; false for the standard words.
        public let isOwn: Bool
    }

    private let store: any Store
    private let queue: MailQueue

    public init(store: any Store, queue: MailQueue) {
        self.store = store
        self.queue = queue
    }

    /// Every mail in every language.
    /// - Throws: ``WordingError/notFound``.
    public func entries(by account: Account) async throws -> [Entry] {
        try Self.check(account)
        let own = try await store.read { try $0.mailWordings.list(practitionerID: account.id) }
        return MailKind.wordable.flatMap { kind in
            Language.allCases.map { language in
                let found = own.first { $0.kind == kind.rawValue && $0.language == language.rawValue }
                return Entry(
                    kind: kind, language: language,
                    wording: found.map { Wording(subject: $0.subject, body: $0.body) } ?? standard(kind, language),
                    isOwn: found != nil)
            }
        }
    }

    /// - Throws: ``WordingError/notFound``.
    public func entry(_ kind: MailKind, _ language: Language, by account: Account) async throws -> Entry {
        try Self.check(account, kind)
        guard let entry = try await entries(by: account).first(where: { $0.kind == kind && $0.language == language })
        else { throw WordingError.notFound }
        return entry
    }

    /// The words of the program, placeholders in them: what an own wording can start from.
    public func standard(_ kind: MailKind, _ language: Language) -> Wording {
        let catalog = queue.stationery.catalogs[language]
        return Wording(
            subject: catalog.sentence("mail_\(kind.rawValue)_subject") ?? "",
            body: catalog.sentence("mail_\(kind.rawValue)_intro") ?? "")
    }

    /// What a placeholder stands for, in words.
    public func meaning(of placeholder: MailPlaceholder, in language: Language) -> String {
        queue.stationery.catalogs[language]("mail_placeholder_\(placeholder.rawValue)")
    }

    /// Keeps the wording for the mails that are written from now on.
    /// - Throws: ``WordingError/invalid(_:)``, ``WordingError/notFound``.
    public func save(_ wording: Wording, _ kind: MailKind, _ language: Language, by account: Account) async throws {
        try Self.check(account, kind)
        let checked = try CheckedWording(wording, kind: kind).wording
        try await store.write { transaction in
            try transaction.mailWordings.save(
                MailWording(
                    practitionerID: account.id, kind: kind.rawValue, language: language.rawValue,
                    subject: checked.subject, body: checked.body))
        }
    }

    /// Back to the standard words.
    /// - Throws: ``WordingError/notFound``.
    public func reset(_ kind: MailKind, _ language: Language, by account: Account) async throws {
        try Self.check(account, kind)
        try await store.write { transaction in
            try transaction.mailWordings.delete(
                practitionerID: account.id, kind: kind.rawValue, language: language.rawValue)
        }
    }

    /// The mail as a client would read it, with an appointment that is made up. Nothing is kept.
    /// - Throws: ``WordingError/invalid(_:)``, ``WordingError/notFound``.
    public func preview(
        _ wording: Wording, _ kind: MailKind, _ language: Language, by account: Account
    ) async throws -> MailPreview {
        try Self.check(account, kind)
        let checked = try CheckedWording(wording, kind: kind).wording
        let sample = try await sample(checked, kind, language, account)
        return MailPreview(sample.letter(kind))
    }

    /// The same as a mail to the practitioner's own address. Nothing is kept.
    /// - Throws: ``WordingError/noMailServer``, ``WordingError/invalid(_:)``, ``WordingError/notFound``.
    public func sendSample(
        _ wording: Wording, _ kind: MailKind, _ language: Language, by account: Account
    ) async throws {
        try Self.check(account, kind)
        let checked = try CheckedWording(wording, kind: kind).wording
        guard queue.isDelivering else { throw WordingError.noMailServer }
        let sample = try await sample(checked, kind, language, account)
        try await store.write { [queue] transaction in
            try queue.sendSample(sample, kind, in: transaction)
        }
        queue.wake()
    }

    private func sample(
        _ wording: Wording, _ kind: MailKind, _ language: Language, _ account: Account
    ) async throws -> SampleMail {
        let stationery = queue.stationery
        return try await store.read { transaction in
            guard let practitioner = try transaction.practitioners.find(accountID: account.id),
                let room = try transaction.rooms.find(id: practitioner.roomID),
                let practice = try transaction.practice.find(id: account.practiceID)
            else { throw WordingError.notFound }
            let rules = try transaction.bookingRules.find(practitionerID: account.id)
            return SampleMail(
                wording: wording, language: language, stationery: stationery, host: account,
                practitioner: practitioner, room: room, practice: practice, bookingSlug: rules?.slug)
        }
    }

    private static func check(_ account: Account, _ kind: MailKind? = nil) throws(WordingError) {
        guard Access.mayAct(account, for: account.id), kind.map(MailKind.wordable.contains) ?? true else {
            throw .notFound
        }
    }
}
