// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import NIOCore
import NIOSSL
import TURN

struct DoctorTurn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "turn",
        abstract: "Try the relay through each of the addresses that browsers are told.",
        discussion: """
            Without --url it asks the running server for them. A machine outside sees what clients see: copy the \
            program there and name the addresses with --url and the secret with VISAVIS_TURN_SECRET.
            """)

    @OptionGroup var options: SettingsOptions

    @Option(help: "An address to try, such as turn:example.org:3478?transport=udp; may be given again.")
    var url: [String] = []

    @Option(help: "The relay's secret; VISAVIS_TURN_SECRET keeps it out of the list of processes.")
    var secret: String?

    @Option(help: "A PEM file with certificates to trust beside the system's.")
    var trust: String?

    @Option(help: "Seconds to wait for each answer.")
    var patience = 5

    func validate() throws {
        guard (1...60).contains(patience) else { throw ValidationError("--patience takes 1 to 60 seconds.") }
    }

    func run() async throws {
        let settings = try await options.load()
        let patient = try await RelayPatient(settings: settings, urls: url, secret: secret)
        var configuration = TURNClientConfiguration()
        configuration.patience = .seconds(Int64(patience))
        if let trust { configuration.tls.additionalTrustRoots = [.certificates(try certificates(trust))] }
        var isWell = true
        for address in patient.addresses {
            for finding in await patient.examine(address, configuration) {
                isWell = isWell && finding.isWell
                print(finding.lines.joined(separator: "\n"))
            }
        }
        guard isWell else { throw ExitCode.failure }
    }

    private func certificates(_ path: String) throws -> [NIOSSLCertificate] {
        do {
            return try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw OperatorError("--trust \(path) is no readable PEM file with certificates.")
        }
    }
}
