// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import STUN
import TURN

/// The relay that is examined: where clients are told that it is, and what lets them in.
struct RelayPatient: Sendable {
    /// Long enough for every address, however slowly each fails.
    private static let lifetime = Duration.seconds(900)

    let addresses: [TURNURI]
    let credential: EphemeralCredential

    /// - Parameters:
    ///   - urls: as given by hand; empty asks the running server, and without one the settings.
    ///   - secret: as given by hand; else that of the settings.
    init(settings: Settings, urls: [String], secret: String?) async throws {
        let secret = secret ?? settings["turnSecret"]
        if urls.isEmpty, let told = try await Self.ask(DataFolder(settings: settings)) {
            self = told
            return
        }
        addresses = try urls.isEmpty ? Self.listed(settings) : urls.map { try Self.address($0) }
        guard let secret else {
            throw OperatorError("Credentials need the relay's secret: set VISAVIS_TURN_SECRET.")
        }
        let now = Int64(Date().timeIntervalSince1970)
        guard
            let made = EphemeralCredential.make(
                secret: secret, participant: "doctor", lifetime: Self.lifetime, now: now)
        else { throw OperatorError("This machine's clock is wrong.") }
        credential = made
    }

    init(addresses: [TURNURI], credential: EphemeralCredential) {
        self.addresses = addresses
        self.credential = credential
    }

    /// By every address that the host has: a client takes the one that its network offers.
    func examine(_ address: TURNURI, _ configuration: TURNClientConfiguration) async -> [RelayFinding] {
        let places = await address.addresses()
        guard places.count > 1 else { return [await examine(address, at: nil, configuration)] }
        var findings: [RelayFinding] = []
        for place in places { findings.append(await examine(address, at: place, configuration)) }
        return findings
    }

    private func examine(
        _ address: TURNURI, at place: IPAddress?, _ configuration: TURNClientConfiguration
    ) async -> RelayFinding {
        var configuration = configuration
        configuration.address = place
        do throws(RelayProbeFailure) {
            let report = try await RelayProbe(address, credential: credential, configuration: configuration).run()
            return RelayFinding(address, at: place, report)
        } catch {
            return RelayFinding(address, at: place, error)
        }
    }

    /// Nil when no server runs on the folder.
    private static func ask(_ folder: DataFolder) async throws -> RelayPatient? {
        guard let reply = try await ControlClient(path: folder.socket).ask(.relayOffer) else { return nil }
        guard reply.done else { throw OperatorError(reply.sentence) }
        let lines = reply.sentence.split(separator: "\n").map(String.init)
        guard let username = lines.first, lines.count > 2 else {
            throw OperatorError("The server tells browsers of no relay (turnEnabled, turnExternalUrls).")
        }
        return RelayPatient(
            addresses: lines.dropFirst(2).compactMap { try? TURNURI(reading: $0) },
            credential: EphemeralCredential(username: username, password: lines[1]))
    }

    private static func address(_ url: String) throws -> TURNURI {
        do throws(TURNURI.Failure) {
            return try TURNURI(reading: url)
        } catch {
            switch error {
            case .unsupportedTransport:
                throw OperatorError("--url \(url): a relay is spoken to by turn over UDP or TCP, or by turns over TCP.")
            case .malformed:
                throw OperatorError("--url \(url) is no address such as turn:example.org:3478?transport=udp.")
            }
        }
    }

    private static func listed(_ settings: Settings) throws -> [TURNURI] {
        let text = settings["turnExternalUrls"] ?? settings["turnUrls"]
        guard let addresses = text?.listed(by: { try? TURNURI(reading: $0) }), !addresses.isEmpty else {
            throw OperatorError(
                "No server runs on this data folder to say where its relay is: start it, or name an address with --url."
            )
        }
        return addresses
    }
}
