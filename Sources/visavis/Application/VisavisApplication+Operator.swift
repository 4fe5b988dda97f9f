// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Calls
import Foundation
import Logging
import Storage

extension VisavisApplication {
    /// Carries out what an operator's command asks, `restore` excepted, which needs the program's outside.
    func answer(_ request: ControlRequest) async -> ControlReply {
        do {
            return ControlReply(done: true, sentence: try await perform(request))
        } catch let error as StorageError {
            return ControlReply(done: false, sentence: error.description)
        } catch let error as OperatorError {
            return ControlReply(done: false, sentence: error.description)
        } catch let error as AccountError {
            return ControlReply(done: false, sentence: Self.sentence(error))
        } catch {
            logger.error("operator's command failed", metadata: ["error": "\(error)"])
            return ControlReply(done: false, sentence: "That failed; the server's log says more.")
        }
    }

    private func perform(_ request: ControlRequest) async throws -> String {
        switch request {
        case .backup(let path):
            return Sentences.backedUp(try await store.backup(to: path), to: path)
        case .addUser(let email, let name, let owner, let practitioner, let password):
            let account = try await operators.addUser(
                email: email, name: name, password: password, isOwner: owner, isPractitioner: practitioner)
            return "Added: \(account.email) can sign in now."
        case .setPassword(let email, let password):
            let account = try await operators.setPassword(email: email, password: password)
            registry.accountChanged(account.id)
            return "The password is set; earlier logins have ended."
        case .setDisabled(let email, let disabled):
            let account = try await operators.setDisabled(disabled, email: email)
            registry.accountChanged(account.id)
            return disabled ? "\(account.email) cannot sign in any more." : "\(account.email) can sign in again."
        case .eraseClient(let email):
            let count = try await store.write { transaction in
                let found = try transaction.clients.find(email: email.lowercased())
                for client in found { try transaction.clients.erase(id: client.id) }
                return found.count
            }
            guard count > 0 else { throw OperatorError("There is no client with this address.") }
            _ = try? await store.checkpoint()
            return
                "Erased: name, address, notes and mails of \(count) \(count == 1 ? "entry" : "entries"); the times stay."
        case .setUpLink:
            guard let token = try await accounts.setUpToken() else {
                throw OperatorError("The site has an owner already.")
            }
            return links.setUp(token)
        case .relayOffer:
            let servers = relay.issuer.servers(for: "doctor")
            guard let server = servers.first(where: { $0.username != nil }) else {
                throw OperatorError("Browsers are told of no relay (turnEnabled, turnExternalUrls).")
            }
            return ([server.username, server.credential].compactMap(\.self) + server.urls).joined(separator: "\n")
        case .restore:
            throw OperatorError("Restoring is not done here.")
        }
    }

    /// Whether a call runs at this moment.
    func isCallRunning() async throws -> Bool {
        try await store.read { try !$0.rows("select 1 from calls where ended_at is null limit 1").isEmpty }
    }

    private static func sentence(_ error: AccountError) -> String {
        switch error {
        case .notSetUp: "The site is not set up yet: open the set-up link first."
        case .notFound: "There is no person with this address."
        case .invalid(let faults):
            faults.map { "\($0.field.rawValue): \($0.problem)" }.joined(separator: "; ") + "."
        default: "\(error)"
        }
    }
}
