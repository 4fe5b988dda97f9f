// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import TURN
import UnixSignals

/// The relay without a site: restarts of the site never cut a relayed call, and relays are added machine by machine.
struct Relay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the relay alone until SIGTERM or SIGINT; needs turnSecret, which the site shares.")

    @OptionGroup var options: SettingsOptions

    @Argument(parsing: .captureForPassthrough, help: "Settings as flags, such as --turn-port 3478.")
    var flags: [String] = []

    func run() async throws {
        let settings = try await options.load(flags: flags)
        guard let secret = settings["turnSecret"] else {
            throw OperatorError(
                "The relay needs the secret that the site makes credentials with: set VISAVIS_TURN_SECRET here and there."
            )
        }
        // Streams need no more threads than the relay itself: they would only hand each other their packets.
        NIOSingletons.groupLoopCountSuggestion = RelayServerConfiguration.threads(settings)
        let logger = VisavisApplication.logger(settings)
        let rules = RelayRules(settings, secret: secret)
        let server = try RelayServer.listening(settings, rules, try .server(settings), logger)
        var services: [any Service] = [server]
        if settings["turnMetricsPort"] != nil {
            services.append(
                RelayMetricsPage(port: settings.integer("turnMetricsPort"), logger: logger) {
                    RelayMetrics.text(server.counters)
                })
        }
        let lines = server.announcement(rules)
        FileHandle.standardOutput.write(Data((lines.joined(separator: "\n") + "\n").utf8))
        let configuration = ServiceGroupConfiguration(
            calledByType: services, stoppingAt: [.sigterm, .sigint], logger: logger)
        try await ServiceGroup(configuration: configuration).run()
    }
}
