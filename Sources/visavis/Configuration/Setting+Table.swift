// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Setting {
    /// Every key there is. `docs/configure.md` is held against this table by a test.
    static let table: [Setting] = siteTable + relayTable

    private static let siteTable: [Setting] = [
        Setting(key: "httpHost", kind: .text, standard: "127.0.0.1", purpose: "Address to listen on."),
        Setting(
            key: "httpPort", kind: .integer(0...65535), standard: "8080",
            purpose: "Port to listen on; 0 takes a free one."),
        Setting(
            key: "publicUrl", kind: .publicURL, standard: "http://localhost:8080",
            purpose: "The address people use, as it stands in mails and links."),
        Setting(
            key: "dataDir", kind: .path, standard: "./data",
            purpose: "Folder for the database and the operator's socket."),
        Setting(
            key: "databaseUrl", kind: .fileName, standard: "visavis.sqlite",
            purpose: "The SQLite file's name in the data folder."),
        Setting(
            key: "publicDir", kind: .path, standard: "./Public", purpose: "Folder with the pages' styles and scripts."),
        Setting(
            key: "smtpUrl", kind: .smtpURL, standard: nil,
            purpose: "Mail server, smtp://user:password@host:587; without one mails are kept and shown.", isSecret: true
        ),
        Setting(key: "mailFrom", kind: .mailAddress, standard: nil, purpose: "Sender's address of all mails."),
        Setting(
            key: "tlsCertificate", kind: .path, standard: nil,
            purpose: "PEM file; with tlsKey the site serves https itself."),
        Setting(key: "tlsKey", kind: .path, standard: nil, purpose: "PEM file with the certificate's key."),
        Setting(
            key: "trustedProxies", kind: .addressRanges, standard: nil,
            purpose: "Addresses or ranges of proxies whose X-Forwarded-For counts, between commas."),
        Setting(
            key: "outgoingAllowed", kind: .networks, standard: nil,
            purpose: "Private addresses or ranges where practitioners' calendars and programs may be, between commas."),
        Setting(
            key: "apiRequestsPerMinute", kind: .integer(10...1_000_000), standard: "300",
            purpose: "Requests of one key in a minute, a third of them at once; more are refused."),
        Setting(
            key: "defaultLocale", kind: .choice(["fr", "en"]), standard: "fr",
            purpose: "Language when a browser asks for none of ours."),
        Setting(key: "defaultTimeZone", kind: .timeZone, standard: "Europe/Paris", purpose: "Zone offered at set-up."),
        Setting(
            key: "logLevel", kind: .choice(["debug", "info", "warning", "error"]), standard: "info",
            purpose: "What is logged."),
        Setting(key: "knockSeconds", kind: .integer(3...120), standard: "30", purpose: "How long a knock lives."),
        Setting(
            key: "waitMinutes", kind: .integer(1...60), standard: "10",
            purpose: "How long “please wait” keeps a knock alive."),
        Setting(
            key: "hostGraceSeconds", kind: .integer(1...60), standard: "12",
            purpose: "How long a host's dropped page still counts."),
        Setting(
            key: "seatSeconds", kind: .integer(5...600), standard: "120",
            purpose: "How long a dropped participant's seat is kept."),
        Setting(
            key: "maxSockets", kind: .integer(10...100_000), standard: "12000",
            purpose: "Signalling sockets open at once; more are refused."),
        Setting(
            key: "signalsPerSecond", kind: .integer(10...100_000), standard: "100",
            purpose: "Signalling messages that one participant may pass to the other; four times as many at once."),
        Setting(
            key: "ticketsPerLink", kind: .integer(5...10_000), standard: "120",
            purpose: "Page loads of one link from one address in ten minutes; more are refused."),
        Setting(
            key: "bookingsPerAddress", kind: .integer(1...100_000), standard: "5",
            purpose: "Booking requests of one address in an hour; more are asked to wait."),
        Setting(
            key: "bookingHoldsPerAddress", kind: .integer(1...100_000), standard: "30",
            purpose: "Slots that one address may have kept in an hour; beyond that forms keep none."),
        Setting(
            key: "movesPerAppointment", kind: .integer(1...1_000), standard: "10",
            purpose: "Moves of one appointment by its client in an hour; more are asked to wait."),
        Setting(
            key: "passwordCost", kind: .integer(10...20), standard: "16",
            purpose: "scrypt's work for new passwords: 2 to this power."),
    ]
}
