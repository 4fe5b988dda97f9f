// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

struct ShowConfiguration: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Print the configuration in force, secrets hidden.")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "Print the table of all keys as Markdown.")
    var markdown = false

    @Argument(parsing: .captureForPassthrough, help: "Settings as flags, such as --http-port 8080.")
    var flags: [String] = []

    func run() async throws {
        if markdown || flags == ["--markdown"] {
            print(Setting.markdownTable)
            return
        }
        let settings = try await options.load(flags: flags)
        let width = Setting.table.map(\.key.count).max() ?? 0
        for (key, value) in settings.effective {
            print(key.padding(toLength: width + 2, withPad: " ", startingAt: 0) + value)
        }
    }
}
