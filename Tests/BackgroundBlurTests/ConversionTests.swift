// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import BackgroundBlur
import Foundation
import Testing

@testable import ModelConverter

private let model = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../.build/blur/selfie_segmentation_landscape.tflite").standardizedFileURL

@Suite(
    "Converting the model",
    .enabled(
        if: FileManager.default.fileExists(atPath: model.path()),
        "scripts/blur could not fetch it"))
struct ConversionTests {
    @Test("every weight is taken over, in one layer for each convolution, and the engine takes the file")
    func wholeModel() throws {
        let conversion = try Conversion(Graph([UInt8](Data(contentsOf: model))))
        let kinds = Dictionary(grouping: conversion.layers, by: \.kind).mapValues(\.count)
        #expect(kinds == [.picture: 1, .pointwise: 42, .depthwise: 11, .mean: 10, .merge: 3, .mask: 1])
        // The model's, and three more copies of the last bias.
        #expect(conversion.weights.count == 106_401 + 3)
        let file = ModelFile.encode(layers: conversion.layers, weights: conversion.weights)
        let error = file.withUnsafeBytes { bytes -> PreparationError? in
            do throws(PreparationError) {
                _ = try Engine(file: bytes, width: 256, height: 144)
                return nil
            } catch { return error }
        }
        #expect(error == nil)
    }

    @Test("a file that is cut is refused, whatever is missing")
    func cut() throws {
        let whole = [UInt8](try Data(contentsOf: model))
        for count in stride(from: 0, to: whole.count, by: 997) {
            #expect(throws: ConversionError.self) { try Conversion(Graph(Array(whole[..<count]))) }
        }
    }

    @Test("an operator that the engine has not is named")
    func unknownOperator() throws {
        var file = [UInt8](try Data(contentsOf: model))
        let name = Array("Convolution2DTransposeBias".utf8)
        let place = try #require(
            (0..<file.count - name.count).first { file[$0] == name[0] && Array(file[$0..<$0 + name.count]) == name })
        file[place] = UInt8(ascii: "X")
        #expect(throws: ConversionError.unknownOperator(code: 32, name: "Xonvolution2DTransposeBias")) {
            try Conversion(Graph(file))
        }
    }
}
