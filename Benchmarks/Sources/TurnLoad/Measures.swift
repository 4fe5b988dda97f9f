// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// One function for each mode.
enum Measures {
    static func traffic(_ options: Options) throws(LoadError) -> Figures {
        let flows = try Flows(options)
        let traffic = Traffic(flows.endpoints, options: options)
        if options.mode == .delay { for endpoint in flows.endpoints { endpoint.measureDelays() } }
        // The first tenth makes both sides warm.
        _ = traffic.run(rate: options.rate, seconds: options.seconds / 10)
        let outcome = traffic.run(rate: options.rate, seconds: options.seconds)
        var figures = Figures(outcome)
        figures.isLoadBound = outcome.perSecond < 0.99 * Double(options.rate)
        if options.mode == .delay {
            let delays = flows.endpoints.flatMap { $0.delays ?? [] }.sorted()
            func at(_ part: Double) -> Double? {
                delays.isEmpty ? nil : Double(delays[min(delays.count - 1, Int(Double(delays.count) * part))]) / 1_000
            }
            (figures.p50Microseconds, figures.p99Microseconds) = (at(0.5), at(0.99))
        }
        try flows.close()
        return figures
    }

    /// Up by a quarter until too much is lost twice, then between the last two rates to within a fiftieth.
    static func ramp(_ options: Options) throws(LoadError) -> Figures {
        let flows = try Flows(options)
        let traffic = Traffic(flows.endpoints, options: options)
        var (best, isLoadBound) = (Traffic.Outcome(), false)
        func holds(_ rate: Double) -> Bool {
            for _ in 0..<2 {
                let outcome = traffic.run(rate: Int(rate), seconds: options.seconds)
                if outcome.loss <= options.loss {
                    isLoadBound = outcome.perSecond < 0.99 * rate
                    if outcome.perSecond > best.perSecond || best.sent == 0 { best = outcome }
                    return !isLoadBound
                }
            }
            isLoadBound = false
            return false
        }
        var low = Double(options.rate)
        while !holds(low), low > 1_000 { low /= 2 }
        var high = low * 1.25
        while holds(high) { (low, high) = (high, high * 1.25) }
        while high / low > 1.02, !isLoadBound {
            let middle = (low * high).squareRoot()
            if holds(middle) { low = middle } else { high = middle }
        }
        var figures = Figures(best)
        figures.isLoadBound = isLoadBound
        try flows.close()
        return figures
    }

    static func storm(_ options: Options) throws -> Figures {
        let server = ServerProcess(options)
        let clients = try Clients(count: options.allocations, options: options)
        for (index, client) in clients.all.enumerated() {
            let host = Address.source(index, network: 2, server: options.host)
            client.allocation.peer = Address(host: host == 0 ? options.host : host, port: 9_000)
        }
        var figures = Figures(allocations: options.allocations, idleKiB: server?.residentKiB)
        let (start, before) = (load_nanoseconds(CLOCK_MONOTONIC), server?.processorSeconds ?? 0)
        try clients.proceed(to: .done)
        let seconds = Double(load_nanoseconds(CLOCK_MONOTONIC) - start) / 1e9
        let after = server?.processorSeconds ?? 0
        figures.allocationsPerSecond = Double(options.allocations) / seconds
        figures.serverMilliseconds = (after - before) * 1_000
        usleep(useconds_t(options.hold * 1e6))
        figures.openKiB = server?.residentKiB
        let held = server?.processorSeconds ?? 0
        try clients.release()
        let released = load_nanoseconds(CLOCK_MONOTONIC)
        figures.releaseMilliseconds = ((server?.processorSeconds ?? 0) - held) * 1_000
        repeat {
            usleep(200_000)
            figures.releasedKiB = server?.residentKiB
            let waited = Double(load_nanoseconds(CLOCK_MONOTONIC) - released) / 1e9
            if let idle = figures.idleKiB, let now = figures.releasedKiB, Double(now) <= 1.3 * Double(idle) {
                figures.backSeconds = waited
            }
            if waited >= options.release { break }
        } while figures.backSeconds == nil
        return figures
    }
}

extension Figures {
    init(_ outcome: Traffic.Outcome) {
        self.sent = outcome.sent
        self.received = outcome.received
        self.loss = outcome.loss
        self.perSecond = outcome.perSecond
        self.strange = outcome.strange
        if outcome.processorSeconds > 0 {
            self.serverMicroseconds = outcome.processorSeconds * 1e6 / Double(max(1, outcome.received))
            self.serverShare = outcome.processorSeconds / outcome.seconds
        }
    }
}
