// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Metrics
import Synchronization

/// Keeps what the program counts and writes it as Prometheus reads it (text format 0.0.4). Only counters and gauges: nothing
/// here measures a person.
final class Metering: MetricsFactory {
    static let shared = Metering()

    private let values = Mutex<[String: Int64]>([:])

    /// Makes this the program's metrics; once, before anything counts.
    static func start() {
        MetricsSystem.bootstrap(shared)
    }

    var text: String {
        values.withLock { values in
            values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }.joined()
        }
    }

    private final class Count: CounterHandler, FloatingPointCounterHandler, RecorderHandler, TimerHandler, MeterHandler
    {
        let name: String
        let owner: Metering

        init(name: String, owner: Metering) {
            self.name = name
            self.owner = owner
        }

        func increment(by amount: Int64) { owner.values.withLock { $0[name, default: 0] += amount } }
        func increment(by amount: Double) { increment(by: Int64(amount)) }
        func reset() { owner.values.withLock { $0[name] = 0 } }
        func record(_ value: Int64) { owner.values.withLock { $0[name] = value } }
        func record(_ value: Double) { record(Int64(value)) }
        func recordNanoseconds(_ duration: Int64) { record(duration) }
        func set(_ value: Int64) { record(value) }
        func set(_ value: Double) { record(Int64(value)) }
        func decrement(by amount: Double) { increment(by: -Int64(amount)) }
    }

    private func count(_ label: String, _ dimensions: [(String, String)]) -> Count {
        let name = label.map { $0.isLetter || $0.isNumber ? $0 : "_" }.reduce(into: "") { $0.append($1) }
        let marks = dimensions.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        return Count(name: marks.isEmpty ? name : "\(name){\(marks)}", owner: self)
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { count(label, dimensions) }
    func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        count(label, dimensions)
    }
    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        count(label, dimensions)
    }
    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { count(label, dimensions) }
    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { count(label, dimensions) }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
