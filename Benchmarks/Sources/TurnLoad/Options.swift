// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What to measure, and on which server.
struct Options {
    enum Mode: String {
        /// A fixed rate: what was lost, and the processor time of the server.
        case traffic
        /// A fixed rate, each datagram with its time of sending: the one-way delay.
        case delay
        /// The highest rate whose loss stays within `loss`.
        case ramp
        /// Many allocations made at once, held and released: time, processor time, memory.
        case storm
        /// A fixed rate over connections: what was lost, and the processor time of the server.
        case stream
        /// As much as is relayed from connections to peers: bytes for a second of the server's processor.
        case bulk
    }

    enum Topology: String {
        /// Two allocations of the same server send to each other.
        case pairs
        /// Each allocation and a socket outside of the server send to each other.
        case peer
    }

    enum Framing: String {
        case channel, indication
    }

    enum Transport: String {
        case tcp, tls
    }

    var mode = Mode.traffic
    var topology = Topology.pairs
    var framing = Framing.channel
    var transport = Transport.tcp
    var host: UInt32 = 0x7F00_0001
    var port: UInt16 = 3478
    var secret = ""
    /// The server, to read its memory and its processor time.
    var pid: pid_t?
    /// The kernel's thread that works for the server's core when that is overloaded.
    var kernelPid: pid_t?
    /// Pairs, or allocations with a peer each.
    var flows = 20
    /// Payload of a datagram, bytes.
    var size = 172
    /// Datagrams of one flow sent at once, with UDP_SEGMENT when more than 1.
    var burst = 1
    /// Datagrams a second, over all flows and both ways.
    var rate = 80_000
    var seconds = 1.0
    /// The part that may be lost in a ramp.
    var loss = 0.001
    var allocations = 1_000
    /// Requests under way at once in a storm.
    var window = 64
    /// Seconds between a storm's last allocation and the look at the memory.
    var hold = 1.0
    /// Seconds to wait at most until the memory is back.
    var release = 0.0

    static let usage = """
        TurnLoad traffic|delay|ramp|storm|stream|bulk --server ADDRESS:PORT --secret S [--pid SERVER] [--kernel-pid P]
                 [--topology pairs|peer] [--framing channel|indication] [--transport tcp|tls] [--flows N] [--size BYTES]
                 [--burst N] [--rate N] [--seconds S] [--loss PART] [--allocations N] [--window N] [--hold S] [--release S]
        Prints one line of JSON. A datagram counts once, from its sender to its last receiver.
        """

    init(_ arguments: [String]) throws(OptionError) {
        var rest = arguments[...]
        guard let mode = rest.popFirst() else { throw OptionError.missingValue("the mode") }
        self.mode = try Self.choice(mode)
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { throw OptionError.missingValue(name) }
            try self.set(name, value)
        }
    }

    private static func choice<Choice: RawRepresentable<String>>(_ value: String) throws(OptionError) -> Choice {
        guard let choice = Choice(rawValue: value) else { throw OptionError.unknown(value) }
        return choice
    }

    private mutating func set(_ name: String, _ value: String) throws(OptionError) {
        switch name {
        case "--server": try self.setServer(value)
        case "--secret": self.secret = value
        case "--topology": self.topology = try Self.choice(value)
        case "--framing": self.framing = try Self.choice(value)
        case "--transport": self.transport = try Self.choice(value)
        default: try self.setNumber(name, value)
        }
    }

    private mutating func setServer(_ value: String) throws(OptionError) {
        let parts = value.split(separator: ":")
        let bytes = parts.first?.split(separator: ".").compactMap { UInt8($0) } ?? []
        guard parts.count == 2, bytes.count == 4, let port = UInt16(parts[1]) else {
            throw OptionError.notAnAddress(value)
        }
        self.host = bytes.reduce(0) { $0 << 8 | UInt32($1) }
        self.port = port
    }

    private mutating func setNumber(_ name: String, _ value: String) throws(OptionError) {
        guard let number = Double(value), number >= 0 else { throw OptionError.notANumber(name, value) }
        switch name {
        case "--pid": self.pid = pid_t(number)
        case "--kernel-pid": self.kernelPid = pid_t(number)
        case "--flows": self.flows = max(1, Int(number))
        case "--size": self.size = max(8, Int(number))
        case "--burst": self.burst = max(1, Int(number))
        case "--rate": self.rate = max(1, Int(number))
        case "--seconds": self.seconds = number
        case "--loss": self.loss = number
        case "--allocations": self.allocations = max(1, Int(number))
        case "--window": self.window = max(1, Int(number))
        case "--hold": self.hold = number
        case "--release": self.release = number
        default: throw OptionError.unknown(name)
        }
    }
}
