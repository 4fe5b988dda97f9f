// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

struct RestoreBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a copy in the database's place; what was there is kept beside it.")

    @OptionGroup var options: SettingsOptions

    @Flag(help: "Restore although a call is running.")
    var force = false

    @Argument(help: "A file written by `visavis backup`.")
    var file: String

    func run() async throws {
        let folder = DataFolder(settings: try await options.load())
        let path = URL(filePath: file).absoluteURL.path(percentEncoded: false)
        try await Operator(folder: folder).perform(.restore(path: path, force: force)) {
            try await OfflineOperations(folder: folder).restore(from: path)
        }
    }
}
