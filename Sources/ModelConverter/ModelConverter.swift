// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import BackgroundBlur
import Foundation

/// `ModelConverter MODEL.tflite WEIGHTS`: writes the weight file of the engine for a model of TensorFlow Lite.
@main
struct ModelConverter {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            FileHandle.standardError.write(Data("usage: ModelConverter MODEL.tflite WEIGHTS\n".utf8))
            exit(2)
        }
        do {
            let model = try Data(contentsOf: URL(filePath: CommandLine.arguments[1]))
            let conversion = try Conversion(Graph(Array(model)))
            let file = ModelFile.encode(layers: conversion.layers, weights: conversion.weights)
            try Data(file).write(to: URL(filePath: CommandLine.arguments[2]), options: .atomic)
        } catch {
            FileHandle.standardError.write(Data("The model was not converted: \(error)\n".utf8))
            exit(1)
        }
    }
}
