// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// Where the configuration comes from, the same for every command.
struct SettingsOptions: ParsableArguments {
    @Option(name: .customLong("config"), help: "A YAML file with settings; ./visavis.yaml when it is there.")
    var file: String?

    @Option(help: "The data folder, as for serve.")
    var dataDir: String?

    /// - Parameter flags: settings given as flags.
    func load(flags: [String] = []) async throws -> Settings {
        do {
            return try await Settings(
                flags: flags + (dataDir.map { ["--data-dir", $0] } ?? []),
                environment: ProcessInfo.processInfo.environment, file: url())
        } catch let error as SettingsError {
            throw OperatorError(error.description)
        }
    }

    /// Carries a command out by the running server, or here when none runs.
    func perform(_ request: ControlRequest) async throws {
        let settings = try await load()
        let folder = DataFolder(settings: settings)
        try await Operator(folder: folder).perform(request) {
            try await OfflineOperations(folder: folder).perform(request, settings: settings)
        }
    }

    private func url() throws -> URL? {
        let standard = "visavis.yaml"
        guard let file else {
            return FileManager.default.fileExists(atPath: standard) ? URL(filePath: standard) : nil
        }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw OperatorError("There is no readable file \(file).")
        }
        return URL(filePath: file)
    }
}

/// A sentence for the operator: what went wrong and what to do. It ends the command with status 1.
struct OperatorError: Error, CustomStringConvertible {
    let description: String

    /// - Parameter description: what it quotes may have several lines; it has one.
    init(_ description: String) {
        self.description = description.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
