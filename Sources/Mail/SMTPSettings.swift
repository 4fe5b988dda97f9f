// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// How to reach the server.
struct SMTPSettings: Sendable {
    let server: SMTPServer
    let clientName: String
    let connectTimeout: Duration
    let totalTimeout: Duration
    let authorities: String?
}

extension Duration {
    /// Whole milliseconds, for libcurl.
    var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
