// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import BackgroundBlur

@Suite("The weight file")
struct ModelFileTests {
    private func failure(_ file: [UInt8], width: Int = 32, height: Int = 16) -> PreparationError? {
        file.withUnsafeBytes { bytes in
            do throws(PreparationError) {
                _ = try Engine(file: bytes, width: width, height: height)
                return nil
            } catch { return error }
        }
    }

    private func failure(_ layers: [Layer], weights: Int = SmallNetwork.weightCount) -> PreparationError? {
        failure(ModelFile.encode(layers: layers, weights: [UInt16](repeating: 0x3c00, count: weights)))
    }

    @Test("is read as it was written")
    func roundTrip() throws {
        let weights = SmallNetwork.weights(seed: 1)
        try ModelFile.encode(layers: SmallNetwork.layers, weights: weights).withUnsafeBytes { bytes in
            let file = try ModelFile(bytes)
            #expect(file.layers == SmallNetwork.layers)
            #expect((0..<file.weightCount).map(file.weight) == weights)
        }
    }

    @Test("cut anywhere, or longer than it says, is damaged")
    func cut() {
        let file = SmallNetwork.file(seed: 1)
        #expect(failure(file) == nil)
        for count in 0..<file.count { #expect(failure(Array(file[..<count])) == .damagedFile) }
        #expect(failure(file + [0]) == .damagedFile)
        #expect(failure(file + [0, 0]) == .damagedFile)
    }

    @Test("with any one bit changed is refused")
    func changed() {
        let file = SmallNetwork.file(seed: 1)
        for index in file.indices {
            var changed = file
            changed[index] ^= 1 << (index % 8)
            #expect(failure(changed) != nil)
        }
    }

    @Test("with a weight that is no number is damaged", arguments: [0x7c00, 0xfc00, 0x7e00] as [UInt16])
    func notANumber(bits: UInt16) {
        var weights = SmallNetwork.weights(seed: 1)
        weights[700] = bits
        #expect(failure(ModelFile.encode(layers: SmallNetwork.layers, weights: weights)) == .damagedFile)
    }

    @Test(
        "sizes that the engine does not run",
        arguments: [(0, 16), (16, 0), (-16, 16), (15, 16), (16, 24), (528, 16), (16, 528), (Int(Int32.max), 16)])
    func sizes(width: Int, height: Int) {
        #expect(failure(SmallNetwork.file(seed: 1), width: width, height: height) == .otherShape)
    }

    @Test("weights that are too few or too many", arguments: [-1, 1, -36, 8])
    func weights(more: Int) {
        #expect(failure(SmallNetwork.layers, weights: SmallNetwork.weightCount + more) == .otherShape)
    }

    @Test("no layers, too many, and a network without a mask")
    func layers() {
        #expect(failure([], weights: 0) == .otherShape)
        #expect(failure([Layer](repeating: SmallNetwork.layers[0], count: 257), weights: 257 * 224) == .otherShape)
        #expect(failure(SmallNetwork.layers.dropLast(), weights: SmallNetwork.weightCount - 36) == .otherShape)
    }

    @Test("a layer that reads what is not there, or has a shape that does not fit", arguments: changes)
    func layer(change: Change) {
        var layers = SmallNetwork.layers
        change.apply(&layers[change.index])
        #expect(failure(layers) == .otherShape)
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let index: Int
        let testDescription: String
        let apply: @Sendable (inout Layer) -> Void

        init(_ index: Int, _ description: String, _ apply: @escaping @Sendable (inout Layer) -> Void) {
            (self.index, testDescription, self.apply) = (index, description, apply)
        }
    }

    static let changes = [
        Change(1, "its own result") { $0.input = 2 },
        Change(1, "a later result") { $0.input = 11 },
        Change(1, "a value far behind the last") { $0.input = 65535 },
        Change(1, "the picture, which only the first operator reads") { $0.input = 0 },
        Change(0, "no picture") { $0.input = 1 },
        Change(0, "a kernel of five") { $0.kernel = 5 },
        Change(0, "a stride of one") { $0.stride = 1 },
        Change(1, "no channels") { $0.channels = 0 },
        Change(1, "seven channels") { $0.channels = 7 },
        Change(1, "more channels than can be") { $0.channels = 264 },
        Change(1, "all the channels that sixteen bits can say") { $0.channels = 65528 },
        Change(2, "a kernel of four") { $0.kernel = 4 },
        Change(2, "a kernel of nothing") { $0.kernel = 0 },
        Change(2, "a stride of nothing") { $0.stride = 0 },
        Change(2, "a stride of three") { $0.stride = 3 },
        Change(2, "an addend with a stride") { $0.addend = 2 },
        Change(8, "an addend that is not its input") { $0.addend = 1 },
        Change(5, "a gate with more than one pixel") { $0.gate = 3 },
        Change(5, "a gate with other channels") { $0.gate = 7 },
        Change(5, "an addend of another size") { $0.addend = 1 },
        Change(9, "a logistic function before a sum") { $0.activation = .logistic },
        Change(2, "a logistic function of a depthwise convolution") { $0.activation = .logistic },
        Change(0, "a logistic function of the picture's") { $0.activation = .logistic },
        Change(6, "a mean with a gate") { $0.gate = 4 },
        Change(6, "a mean of values with other channels") { $0.addend = 2 },
        Change(7, "nothing to merge with") { $0.addend = 0 },
        Change(7, "a merge with its own size") { $0.addend = 6 },
        Change(9, "an addend that is not there") { $0.addend = 300 },
        Change(10, "a mask of another size than the picture") { $0.input = 3 },
        Change(10, "a mask that is not logistic") { $0.activation = .none },
        Change(3, "a mask in the middle") { $0 = Layer(.mask, of: 1, activation: .logistic) },
    ]
}
