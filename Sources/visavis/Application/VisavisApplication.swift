// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Logging
import Mail
import Rooms
import Scheduling
import Storage
import Web
import Words

/// The whole program as a value: everything that lives, made in one place from the configuration. Tests make it the same way.
struct VisavisApplication {
    let store: SQLiteStore
    let site: Site
    let registry: RoomRegistry
    let outbox: OutboxService
    let due: DueService
    let expiry: ExpiryService
    let accounts: AccountBook
    let operators: OperatorAccounts
    let links: Links
    let relay: SiteRelay
    let outside: OutsideWorld
    let logger: Logger

    /// Opens the database (its folder must be locked by the caller) and checks templates, words and files.
    init(settings: Settings, folder: DataFolder, clock: WallClock = .system) async throws {
        let logger = Self.logger(settings)
        let store = try SQLiteStore(path: folder.database)
        let keys = try await Keys(store)
        try await Self.releaseLeases(store)
        let publicURL = try Self.publicURL(settings)
        let catalogs = try Catalogs()
        let links = Site.links(publicURL)
        let tokenKeys = TokenKeys(key: keys.links)
        let sender = try EmailAddress(validating: settings["mailFrom"] ?? "no-reply@visavis.invalid")
        let server = try settings["smtpUrl"].map { try SMTPServer(url: $0) }
        let (signal, dueSignal) = (WorkSignal(), WorkSignal())
        let host = publicURL.authority.split(separator: ":").first.map(String.init) ?? "localhost"
        let stationery = Stationery(catalogs: catalogs, links: links, keys: tokenKeys, sender: sender, clock: clock)
        let queue = MailQueue(stationery: stationery, isDelivering: server != nil, signal: signal, due: dueSignal)
        let hasher = PasswordHasher(
            cost: ScryptCost(logarithm: settings.integer("passwordCost"), blockSize: 8, parallelism: 1))
        let limits = TicketLimits(
            perLink: settings.integer("ticketsPerLink"), perSource: settings.integer("ticketsPerLink") * 5)
        let tickets = TicketIssuer(key: Array(keys.tickets), limits: limits)
        let relay = SiteRelay(settings, publicURL, made: keys.relay)
        let registry = RoomRegistry(
            store: store, tickets: tickets, limits: Self.roomLimits(settings),
            signalling: Self.signallingLimits(settings), relayCredentials: relay.credentials, logger: logger)
        let outside = OutsideWorld(settings, store: store, clock: clock, logger: logger)
        let book = AppointmentBook(
            store: store, keys: tokenKeys, links: links, queue: queue, hooks: outside.hookQueue, host: host,
            clock: clock, changed: { registry.appointmentChanged($0) })
        let accounts = AccountBook(store: store, queue: queue, hasher: hasher, clock: clock)
        self.store = store
        self.registry = registry
        self.accounts = accounts
        self.links = links
        self.relay = relay
        self.outside = outside
        self.logger = logger
        operators = OperatorAccounts(store: store, hasher: hasher, clock: clock)
        expiry = ExpiryService(store: store, clock: clock, logger: logger)
        due = DueService(
            store: store, queue: queue, verbs: book.dueVerbs, signal: dueSignal, clock: clock, logger: logger)
        outbox = OutboxService(
            store: store, writer: queue.writer, delivery: server.map { SMTPDelivery(server: $0, clientName: host) },
            sender: sender, signal: signal, clock: clock, changed: { registry.appointmentChanged($0) }, logger: logger)
        site = try Site(
            publicURL: publicURL, store: store, accounts: accounts, book: book, outside: outside.books,
            registry: registry, tickets: tickets, catalogs: catalogs, clock: clock,
            defaultLanguage: Language(rawValue: settings.text("defaultLocale")) ?? .fr,
            defaultTimeZone: settings.text("defaultTimeZone"), sendsMail: server != nil,
            proxies: settings["trustedProxies"].flatMap(AddressRanges.init) ?? .none,
            shownSettings: settings.shown, publicDirectory: URL(filePath: settings.text("publicDir")),
            formKey: keys.forms, maxSockets: settings.integer("maxSockets"),
            apiRequestsPerMinute: settings.integer("apiRequestsPerMinute"),
            relayTest: relay.test(perAddress: settings.integer("turnTestsPerAddress")),
            readiness: ReadinessBook(
                store: store, queue: queue, clock: clock, changed: { registry.appointmentChanged($0) }),
            mailTrial: Self.trial(store, queue, server, host),
            bookingThrottle: Self.throttle(settings), movesPerAppointment: settings.integer("movesPerAppointment"),
            metrics: { Metering.shared.text + relay.inside.metrics })
    }

    private static func publicURL(_ settings: Settings) throws -> PublicURL {
        guard let url = PublicURL(settings.text("publicUrl")) else { throw OperatorError("publicUrl is no address.") }
        return url
    }

    /// Somebody waits for its answer: not for as long as the outbox does.
    private static func trial(
        _ store: any Store, _ queue: MailQueue, _ server: SMTPServer?, _ host: String
    ) -> MailTrial {
        MailTrial(
            store: store, queue: queue,
            delivery: server.map { SMTPDelivery(server: $0, clientName: host, totalTimeout: .seconds(20)) })
    }

    /// The folder is ours alone, so whoever leased a mail or message is dead: it goes now, not when the lease runs out.
    private static func releaseLeases(_ store: SQLiteStore) async throws {
        try await store.write { transaction in
            try transaction.outbox.releaseLeases()
            try transaction.webhookDeliveries.releaseLeases()
        }
    }

    /// The keys that are made at the first start and kept in the database.
    private struct Keys: Sendable {
        let links: Data
        let tickets: Data
        let forms: Data
        let relay: Data

        init(_ store: any Store) async throws {
            (links, tickets, forms, relay) = try await store.write { transaction in
                (
                    try transaction.secrets.findOrMake("links"), try transaction.secrets.findOrMake("tickets"),
                    try transaction.secrets.findOrMake("forms"), try transaction.secrets.findOrMake(SecretTable.relay)
                )
            }
        }
    }

    static func logger(_ settings: Settings) -> Logger {
        var logger = Logger(label: "visavis")
        logger.logLevel = Logger.Level(rawValue: settings.text("logLevel")) ?? .info
        return logger
    }

    private static func roomLimits(_ settings: Settings) -> RoomLimits {
        var limits = RoomLimits()
        limits.knock = .seconds(settings.integer("knockSeconds"))
        limits.wait = .seconds(settings.integer("waitMinutes") * 60)
        limits.hostGrace = .seconds(settings.integer("hostGraceSeconds"))
        limits.seat = .seconds(settings.integer("seatSeconds"))
        return limits
    }

    private static func throttle(_ settings: Settings) -> BookingThrottle {
        var limits = BookingThrottle.Limits()
        limits.requests = settings.integer("bookingsPerAddress")
        limits.holds = settings.integer("bookingHoldsPerAddress")
        return BookingThrottle(limits: limits)
    }

    private static func signallingLimits(_ settings: Settings) -> SignallingLimits {
        var limits = SignallingLimits()
        limits.signalsPerSecond = settings.integer("signalsPerSecond")
        limits.signalBurst = settings.integer("signalsPerSecond") * 4
        return limits
    }
}
