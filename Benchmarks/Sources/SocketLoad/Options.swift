// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What to connect to and how to load it.
struct Options {
    var host = "127.0.0.1"
    var port = 9001
    var path = "/ws"
    var origin: String?
    var sockets = 5_000
    /// Messages a second over all sockets; 0: as many as come back, `window` under way on each sender.
    var rate = 0
    var window = 1
    var seconds = 5
    var isPaired = false
    var protocols: String?
    /// `{call}` becomes the last call id the server named on the socket, `{time}` the time of sending.
    var message = "{time}" + String(repeating: "x", count: 182)
    /// Seconds from the last socket's opening to the look at the server's memory.
    var rest = 1
    /// The server, to read its memory and its time.
    var pid: Int?
    var plans: [Plan] = []

    static let usage = """
        SocketLoad [--host H] [--port P] [--path /ws] [--origin O] [--sockets N] [--protocols "a, b"] [--pid SERVER]
                   [--rest S] [--seconds S] [--rate N] [--window N] [--paired] [--message TEXT] [--plan FILE]
        Prints one line of JSON. --seconds 0 measures memory only. --paired: two neighbours send to each other.
        A plan has one JSON object a line and socket: {"protocols": "a, b", "steps": [["send", "…"], ["await", "…"]]}
        """

    init(_ arguments: [String]) throws(OptionError) {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            if name == "--paired" {
                self.isPaired = true
                continue
            }
            guard let value = rest.popFirst() else { throw OptionError.missingValue(name) }
            try self.set(name, value)
        }
    }

    private mutating func set(_ name: String, _ value: String) throws(OptionError) {
        switch name {
        case "--host": self.host = value
        case "--path": self.path = value
        case "--origin": self.origin = value
        case "--protocols": self.protocols = value
        case "--message": self.message = value
        case "--plan": try self.readPlan(value)
        default: try self.setNumber(name, value)
        }
    }

    private mutating func setNumber(_ name: String, _ value: String) throws(OptionError) {
        guard let number = Int(value) else { throw OptionError.notANumber(name, value) }
        switch name {
        case "--port": self.port = number
        case "--sockets": self.sockets = number
        case "--seconds": self.seconds = number
        case "--rate": self.rate = number
        case "--window": self.window = number
        case "--rest": self.rest = number
        case "--pid": self.pid = number
        default: throw OptionError.unknown(name)
        }
    }

    private mutating func readPlan(_ path: String) throws(OptionError) {
        do {
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            self.plans = try lines.map { try JSONDecoder().decode(Plan.self, from: Data($0.utf8)) }
        } catch {
            throw OptionError.unreadablePlan(path, "\(error)")
        }
        self.sockets = self.plans.count
    }
}
