// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import STUN
import Testing

/// Damaged packets, other ones in each run: as many as 30 seconds are enough for (`VISAVIS_FUZZ_SECONDS`), or as
/// `VISAVIS_FUZZ_INPUTS` says (ten million before a release). A run says its seed first; `VISAVIS_FUZZ_SEED` makes the same
/// inputs again. `VISAVIS_FUZZ_TRACE` names a file whose first line always holds the input being read, for when the program
/// ends over it: that line belongs among the samples.
@Suite("Damaged packets")
struct FuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let inputs = environment["VISAVIS_FUZZ_INPUTS"].flatMap(Int.init)
    private static let seconds = environment["VISAVIS_FUZZ_SECONDS"].flatMap(Int.init) ?? 30
    private static let seed = environment["VISAVIS_FUZZ_SEED"].flatMap(UInt64.init) ?? .random(in: 0..<1_000_000_000)

    @Test("The samples themselves keep every promise", arguments: try Sample.all())
    func samples(_ sample: Sample) throws {
        let memory = try #require(GuardedBytes(capacity: 65_536))
        var exercise = Exercise()
        #expect(exercise.complaint(about: memory.atEnd(sample.bytes), checksIntegrity: true) == nil)
        #expect(exercise.complaint(about: memory.atFront(sample.bytes), checksIntegrity: true) == nil)
    }

    @Test("No damaged packet is read past its end, and what is read can be written")
    func damaged() throws {
        let memory = try #require(GuardedBytes(capacity: 65_536))
        let trace = try Self.environment["VISAVIS_FUZZ_TRACE"].map(traceFile)
        var mutator = Mutator(corpus: try Sample.all().map(\.bytes), seed: Self.seed)
        var exercise = Exercise()
        var bytes: [UInt8] = []
        say("begins with seed \(Self.seed)")
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var inputs = 0
        while Self.inputs.map({ inputs < $0 }) ?? (inputs & 255 != 0 || ContinuousClock.now < end) {
            let number = inputs
            inputs += 1
            mutator.make(number, into: &bytes)
            // The file is not cut: some file systems then wait for the disk.
            try trace?.seek(toOffset: 0)
            if let trace { try trace.write(contentsOf: line(bytes)) }
            let place = number & 1 == 0 ? memory.atEnd(bytes) : memory.atFront(bytes)
            let complaint = exercise.complaint(about: place, checksIntegrity: number & 15 == 0)
            if let complaint { Issue.record("input \(number) of seed \(Self.seed), \(bytes): \(complaint)") }
        }
        let counts = "\(exercise.messages) messages, \(exercise.sends) Send, \(exercise.attributes) attributes"
        say("\(inputs) inputs of seed \(Self.seed): \(counts)")
        // The damage must not be so great that nothing is left to read.
        #expect(exercise.messages > inputs / 4)
        #expect(exercise.sends > inputs / 500)
        #expect(exercise.attributes > inputs / 3)
    }

    /// At once, because a program that ends over an input says nothing afterwards.
    private func say(_ text: String) {
        FileHandle.standardOutput.write(Data("Damaged packets: \(text)\n".utf8))
    }

    private func traceFile(_ path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    private func line(_ bytes: [UInt8]) -> Data {
        let digits = Array("0123456789abcdef".utf8)
        return Data(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] } + [10])
    }

    @Test("Bytes without any sense, of every length to 1,500, are refused or read, and never more than that")
    func noise() throws {
        let memory = try #require(GuardedBytes(capacity: 65_536))
        var generator = Noise(state: Self.seed)
        var exercise = Exercise()
        for count in 0..<1500 {
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(exercise.complaint(about: memory.atEnd(bytes), checksIntegrity: false) == nil)
            guard count >= 20 else { continue }
            bytes.replaceSubrange(
                0..<8, with: [0, 0x16, UInt8((count - 20) >> 8), UInt8((count - 20) & 0xff), 0x21, 0x12, 0xa4, 0x42])
            #expect(exercise.complaint(about: memory.atEnd(bytes), checksIntegrity: false) == nil)
        }
    }
}

private struct Noise: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
