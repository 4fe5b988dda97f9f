// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Storage
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the site until SIGTERM or SIGINT.")

    @OptionGroup var options: SettingsOptions

    @Argument(parsing: .captureForPassthrough, help: "Settings as flags, such as --http-port 8080.")
    var flags: [String] = []

    func run() async throws {
        let settings = try await options.load(flags: flags)
        let folder = DataFolder(settings: settings)
        Metering.start()
        do {
            let lock = try DataFolderLock(folder: folder.path)
            try await ServerLoop(settings: settings, folder: folder, lock: lock).run()
        } catch let error as StorageError {
            throw OperatorError(error.description)
        }
    }
}
