// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Scheduling
import Storage
import Words

/// Everything that the pages are made from, as one value that is handed to each controller.
public struct Site: Sendable {
    /// One line of the effective configuration, secrets already hidden.
    public struct ShownSetting: Sendable {
        public enum Value: Sendable {
            case text(String)
            /// A secret that is set.
            case hidden
            case unset
        }

        public let key: String
        public let value: Value
        /// Whether somebody set it, or it is the default.
        public let isSet: Bool

        public init(key: String, value: Value, isSet: Bool) {
            self.key = key
            self.value = value
            self.isSet = isSet
        }
    }

    let publicURL: PublicURL
    let store: any Store
    let accounts: AccountBook
    let book: AppointmentBook
    var offers: OfferBook { book.offers }
    let programs: ProgramBook
    let keys: KeyBook
    let hooks: HookBook
    let feeds: FeedBook
    let keyThrottle: KeyThrottle
    let registry: RoomRegistry
    let tickets: TicketIssuer
    let catalogs: Catalogs
    let clock: WallClock
    let defaultLanguage: Language
    let defaultTimeZone: String
    let sendsMail: Bool
    let proxies: AddressRanges
    let shownSettings: [ShownSetting]
    let metrics: @Sendable () -> String
    let templates: TemplateLibrary
    let assets: AssetLibrary
    /// Whether pages offer to blur the room behind a person: its files were there at the start.
    public var blursBackgrounds: Bool { assets.blurFolder != nil }
    let securityHeaders: SecurityHeaders
    let formTokens: FormTokens
    let sockets: SocketLimit
    let relayTest: RelayTest
    let readiness: ReadinessBook
    let mailTrial: MailTrial
    let bookingThrottle: BookingThrottle
    let movesPerAppointment: Int

    /// - Parameters:
    ///   - publicDirectory: the folder with styles and scripts.
    ///   - formKey: 32 random bytes kept in the database.
    ///   - outside: what joins practitioners to programs and calendars elsewhere.
    ///   - maxSockets: signalling sockets open at once.
    ///   - apiRequestsPerMinute: of one key.
    ///   - relayTest: what the device test tries the relay with.
    ///   - readiness: what clients' own device tests found.
    ///   - mailTrial: what the owner tries the mail server with.
    ///   - bookingThrottle: how much one address may book.
    ///   - movesPerAppointment: by its client, in an hour.
    ///   - metrics: the text that `/metrics` shows.
    /// - Throws: a failure with a sentence when a template, a value, a file or a catalog is missing.
    public init(
        publicURL: PublicURL, store: any Store, accounts: AccountBook, book: AppointmentBook, outside: OutsideBooks,
        registry: RoomRegistry,
        tickets: TicketIssuer, catalogs: Catalogs, clock: WallClock, defaultLanguage: Language, defaultTimeZone: String,
        sendsMail: Bool, proxies: AddressRanges, shownSettings: [ShownSetting], publicDirectory: URL, formKey: Data,
        maxSockets: Int, apiRequestsPerMinute: Int, relayTest: RelayTest = .none,
        readiness: ReadinessBook, mailTrial: MailTrial, bookingThrottle: BookingThrottle, movesPerAppointment: Int,
        metrics: @escaping @Sendable () -> String
    ) throws {
        self.publicURL = publicURL
        self.store = store
        self.accounts = accounts
        self.book = book
        programs = ProgramBook(book: book)
        (keys, hooks, feeds) = (outside.keys, outside.hooks, outside.feeds)
        keyThrottle = KeyThrottle(perMinute: apiRequestsPerMinute)
        self.registry = registry
        self.tickets = tickets
        self.catalogs = catalogs
        self.clock = clock
        self.defaultLanguage = defaultLanguage
        self.defaultTimeZone = defaultTimeZone
        self.sendsMail = sendsMail
        self.proxies = proxies
        self.shownSettings = shownSettings
        self.metrics = metrics
        templates = try TemplateLibrary()
        assets = try AssetLibrary(directory: publicDirectory)
        securityHeaders = SecurityHeaders(publicURL: publicURL)
        formTokens = FormTokens(key: formKey)
        sockets = SocketLimit(maxSockets)
        self.relayTest = relayTest
        self.readiness = readiness
        self.mailTrial = mailTrial
        self.bookingThrottle = bookingThrottle
        self.movesPerAppointment = movesPerAppointment
        try checkViews()
    }

    /// The absolute addresses that mails show.
    public static func links(_ publicURL: PublicURL) -> Links {
        Links(
            join: { publicURL.absolute(.personal(slug: $0, token: $1)) },
            manage: { publicURL.absolute(.client(token: $0)) },
            test: { publicURL.absolute(.clientTest(token: $0)) }, book: { publicURL.absolute(.book(slug: $0)) },
            calendar: { publicURL.absolute(.calendarOut(token: $0)) },
            invitation: { publicURL.absolute(.invitation(token: $0)) },
            passwordReset: { publicURL.absolute(.password(token: $0)) },
            setUp: { publicURL.absolute(.setUp(token: $0)) },
            deskAppointment: { publicURL.absolute(.deskAppointment(id: $0)) },
            deskRequest: { publicURL.absolute(.deskAppointment(id: $0)) },
            help: { publicURL.absolute(.help) + "#" + $0 })
    }
}
