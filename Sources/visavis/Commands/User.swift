// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "People who sign in.", subcommands: [Add.self, Password.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a person.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The address to sign in with.") var email: String
        @Option(help: "The name that clients read.") var name: String
        @Flag(help: "May change the configuration.") var owner = false
        @Flag(help: "Holds appointments and has a room.") var practitioner = false

        func run() async throws {
            let settings = try await options.load()
            let folder = DataFolder(settings: settings)
            let password = try PasswordPrompt.read()
            let request = ControlRequest.addUser(
                email: email, name: name, owner: owner, practitioner: practitioner, password: password)
            try await Operator(folder: folder).perform(request) {
                try await OfflineOperations(folder: folder).perform(request, settings: settings)
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set a person's password and end their logins.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The address the person signs in with.") var email: String

        func run() async throws {
            let settings = try await options.load()
            let folder = DataFolder(settings: settings)
            let request = ControlRequest.setPassword(email: email, password: try PasswordPrompt.read())
            try await Operator(folder: folder).perform(request) {
                try await OfflineOperations(folder: folder).perform(request, settings: settings)
            }
        }
    }
}
