// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

struct EraseClient: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase-client",
        abstract: "Forget who a client was: name, addresses, notes and mails. The appointments stay as times.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The client's mail address.")
    var email: String

    func run() async throws {
        try await options.perform(.eraseClient(email: email))
    }
}
