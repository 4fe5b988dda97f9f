// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where things lie in the data folder.
struct DataFolder: Sendable {
    let path: String
    /// The database's file name in the folder.
    let databaseName: String

    init(settings: Settings) {
        path = URL(filePath: settings.text("dataDir"), directoryHint: .notDirectory).absoluteURL.path(
            percentEncoded: false)
        databaseName = settings.text("databaseUrl")
    }

    var database: String { path + "/" + databaseName }
    var socket: String { path + "/" + ControlSocket.name }
}
