// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// The relay ports of one address family. Each port is in one of four states at a time: free, taken by an allocation,
/// kept for the holder of a reservation token, or resting because another program has it.
struct PortPool: Sendable {
    enum Wish: Sendable {
        case any
        /// An even port (RFC 8656, section 7.2, EVEN-PORT).
        case even
        /// An even port whose next higher one is free too.
        case evenWithNext
    }

    private let range: ClosedRange<UInt16>
    /// A bit for each port that is not free.
    private var busy: [UInt64]
    private(set) var taken = 0
    private(set) var kept = 0
    private var resting: [(port: UInt16, until: NIODeadline)] = []

    init(range: ClosedRange<UInt16>) {
        self.range = range
        busy = Array(repeating: 0, count: Int(range.upperBound >> 6) - Int(range.lowerBound >> 6) + 1)
    }

    var size: Int { Int(range.upperBound) - Int(range.lowerBound) + 1 }
    var restingCount: Int { resting.count }
    var free: Int { size - taken - kept - resting.count }

    func isFree(_ port: UInt16) -> Bool { range.contains(port) && busy[word(port)] & bit(port) == 0 }

    /// Takes a port at random (RFC 8656, section 7.2: so that outsiders cannot guess it), or nil when none is left.
    mutating func take(_ wish: Wish) -> UInt16? {
        guard free > 0 else { return nil }
        let start = UInt16.random(in: range)
        guard let port = firstFree(wish, in: start...range.upperBound) ?? firstFree(wish, in: range.lowerBound...start)
        else { return nil }
        mark(port)
        taken += 1
        return port
    }

    /// Gives a taken port back.
    mutating func give(_ port: UInt16) {
        clear(port)
        taken -= 1
    }

    /// Keeps a free port for a reservation.
    mutating func keep(_ port: UInt16) {
        mark(port)
        kept += 1
    }

    /// Frees a kept port.
    mutating func letGo(_ port: UInt16) {
        clear(port)
        kept -= 1
    }

    /// Hands a kept port to an allocation.
    mutating func takeKept() {
        kept -= 1
        taken += 1
    }

    /// Lays a taken port aside that another program has.
    mutating func rest(_ port: UInt16, until: NIODeadline) {
        taken -= 1
        resting.append((port, until))
    }

    mutating func wake(at now: NIODeadline) {
        guard resting.contains(where: { $0.until <= now }) else { return }
        for entry in resting where entry.until <= now { clear(entry.port) }
        resting.removeAll { $0.until <= now }
    }

    private func firstFree(_ wish: Wish, in ports: ClosedRange<UInt16>) -> UInt16? {
        var port = Int(ports.lowerBound)
        while port <= Int(ports.upperBound) {
            if busy[(port >> 6) - Int(range.lowerBound >> 6)] == .max {
                port = (port | 63) + 1
            } else if isFree(UInt16(port)), fits(UInt16(port), wish) {
                return UInt16(port)
            } else {
                port += 1
            }
        }
        return nil
    }

    private func fits(_ port: UInt16, _ wish: Wish) -> Bool {
        switch wish {
        case .any: true
        case .even: port & 1 == 0
        case .evenWithNext: port & 1 == 0 && port < range.upperBound && isFree(port + 1)
        }
    }

    private func word(_ port: UInt16) -> Int { Int(port >> 6) - Int(range.lowerBound >> 6) }

    private func bit(_ port: UInt16) -> UInt64 { 1 << UInt64(port & 63) }

    private mutating func mark(_ port: UInt16) { busy[word(port)] |= bit(port) }

    private mutating func clear(_ port: UInt16) { busy[word(port)] &= ~bit(port) }
}
