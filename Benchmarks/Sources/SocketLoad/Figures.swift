// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a run found, printed as one line of JSON.
struct Figures: Encodable {
    var sockets: Int
    /// Resident memory of the server in KiB, before the first socket and with all of them idle.
    var emptyKiB: Int?
    var idleKiB: Int?
    var sent = 0
    var arrived = 0
    var seconds = 0.0
    var perSecond = 0.0
    /// Milliseconds.
    var p50 = 0.0
    var p99 = 0.0
    var p999 = 0.0
    /// The server's share of one core while messages ran.
    var serverCPU: Double?
    var lost = 0

    func write() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
