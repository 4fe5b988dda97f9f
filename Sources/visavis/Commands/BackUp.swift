// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Storage

struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write one consistent copy of the database, also while the server runs.")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() async throws {
        let folder = DataFolder(settings: try await options.load())
        let path = URL(filePath: file).absoluteURL.path(percentEncoded: false)
        try await Operator(folder: folder).perform(.backup(path: path)) {
            try await OfflineOperations(folder: folder).backUp(to: path)
        }
    }
}
