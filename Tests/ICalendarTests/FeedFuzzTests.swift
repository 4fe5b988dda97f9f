// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import ICalendar
import Testing

/// Damaged calendars. `VISAVIS_FUZZ_INPUTS` says how many packets elsewhere, here one for a hundred of those; `VISAVIS_FUZZ_SEED`
/// where they begin.
@Suite("Damaged calendars")
struct FeedFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let inputs = environment["VISAVIS_FUZZ_INPUTS"].flatMap(Int.init).map { $0 / 100 } ?? 1500
    private static let seed = environment["VISAVIS_FUZZ_SEED"].flatMap(UInt64.init) ?? 5545

    @Test("None does harm: what is read is in order and in the window, what is not is refused in time")
    func damaged() throws {
        let folder = try #require(Bundle.module.url(forResource: "Feeds", withExtension: nil))
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var damage = FeedDamage(
            corpus: try files.sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }, seed: Self.seed)
        var limits = FeedLimits(bytes: 200_000, events: 200, instances: 2000)
        limits.time = .milliseconds(200)
        var (read, busy) = (0, 0)
        for number in 0..<Self.inputs {
            let bytes = damage.next()
            guard let spans = try? FeedReading.busy(bytes, limits: limits) else { continue }
            read += 1
            busy += spans.isEmpty ? 0 : 1
            let year = FeedReading.year
            let isInOrder = zip(spans, spans.dropFirst()).allSatisfy { $0[1] < $1[0] }
            let isInWindow = spans.allSatisfy {
                $0[0] < $0[1] && $0[1] > year.lowerBound && $0[0] < year.upperBound
            }
            if !isInOrder || !isInWindow {
                Issue.record("input \(number) of seed \(Self.seed): \(String(decoding: bytes, as: UTF8.self))")
            }
        }
        // The damage must not be so great that nothing is left to read.
        #expect(read > Self.inputs / 3)
        #expect(busy > Self.inputs / 4)
    }
}
