// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "People who sign in.", subcommands: [Add.self, Password.self, Disable.self, Enable.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a person.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The address to sign in with.") var email: String
        @Option(help: "The name that clients read.") var name: String
        @Flag(help: "May change the configuration.") var owner = false
        @Flag(help: "Holds appointments and has a room.") var practitioner = false

        func run() async throws {
            let password = try PasswordPrompt.read()
            try await options.perform(
                .addUser(email: email, name: name, owner: owner, practitioner: practitioner, password: password))
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Set a person's password and end their logins.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The address the person signs in with.") var email: String

        func run() async throws {
            try await options.perform(.setPassword(email: email, password: try PasswordPrompt.read()))
        }
    }

    struct Disable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a person's logins and let nobody sign in as them.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The address the person signs in with.") var email: String

        func run() async throws {
            try await options.perform(.setDisabled(email: email, disabled: true))
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a disabled person sign in again.")

        @OptionGroup var options: SettingsOptions
        @Argument(help: "The address the person signs in with.") var email: String

        func run() async throws {
            try await options.perform(.setDisabled(email: email, disabled: false))
        }
    }
}
