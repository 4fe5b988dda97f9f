// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import BackgroundBlur

/// What scripts/blur has built.
private let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
private let built = root.appending(path: "Public/blur")

@Suite(
    "The engine as WebAssembly, in Node.js",
    .enabled(
        if: FileManager.default.fileExists(atPath: built.appending(path: "engine.wasm").path()),
        "scripts/blur left it out, because its model could not be fetched"))
struct WebAssemblyTests {
    @Test("gives exactly the numbers of the host's build", arguments: [(64, 48), (48, 16)])
    func sameNumbers(width: Int, height: Int) throws {
        for seed in 1...3 {
            try compare(SmallNetwork.file(seed: UInt64(seed)), width: width, height: height)
        }
    }

    @Test("also with the model that pages load")
    func model() throws {
        try compare([UInt8](Data(contentsOf: built.appending(path: "model.bin"))), width: 64, height: 48)
    }

    private func compare(_ file: [UInt8], width: Int, height: Int) throws {
        let picture = SmallNetwork.picture(width: width, height: height, seed: 9)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (model, pictures, masks) = (
            folder.appending(path: "model"), folder.appending(path: "pictures"), folder.appending(path: "masks")
        )
        try Data(file).write(to: model)
        try Data(picture).write(to: pictures)
        let node = Process()
        node.executableURL = URL(filePath: "/usr/bin/env")
        node.arguments = [
            "node", root.appending(path: "Tests/Interop/segment.mjs").path(),
            built.appending(path: "engine.wasm").path(),
            model.path(), pictures.path(), masks.path(), "\(width)x\(height)",
        ]
        node.standardOutput = FileHandle.nullDevice
        try node.run()
        node.waitUntilExit()
        #expect(node.terminationStatus == 0)
        let theirs = try Data(contentsOf: masks).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        #expect(try SmallNetwork.mask(file, width: width, height: height, picture: picture) == theirs)
    }
}
