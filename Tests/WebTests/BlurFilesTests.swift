// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import Web

struct BlurFilesTests {
    /// A folder of page files with these of the blur.
    private func library(_ names: [String]) throws -> AssetLibrary {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder.appending(path: "blur"), withIntermediateDirectories: true)
        try Data("let a;".utf8).write(to: folder.appending(path: "a.js"))
        for name in names { try Data(count: 4096).write(to: folder.appending(path: "blur/" + name)) }
        return try AssetLibrary(directory: folder)
    }

    @Test func `pages offer a blur only where both of its files are there`() throws {
        #expect(try library([]).blurFolder == nil)
        #expect(try library(["engine.wasm"]).blurFolder == nil)
        #expect(try library(["model.bin"]).blurFolder == nil)
        let both = try library(["engine.wasm", "model.bin"])
        #expect(both.blurFolder == "/assets/\(both.version)/blur")
    }

    @Test func `both files are sent compressed, the engine as what browsers take for WebAssembly`() throws {
        let both = try library(["engine.wasm", "model.bin"])
        #expect(both.asset("blur/engine.wasm")?.contentType == "application/wasm")
        for name in ["engine.wasm", "model.bin"] {
            let asset = try #require(both.asset("blur/" + name))
            #expect((asset.compressed?.readableBytes ?? .max) < asset.body.readableBytes)
        }
    }

    @Test func `only the worker may start WebAssembly`() throws {
        let headers = SecurityHeaders(publicURL: try #require(PublicURL("http://localhost:8080")))
        func policy(_ kind: SecurityHeaders.Kind) -> String { headers.fields(kind)[.contentSecurityPolicy] ?? "" }
        #expect(policy(.worker).contains("script-src 'self' 'wasm-unsafe-eval';"))
        #expect(policy(.worker).hasPrefix("default-src 'none'"))
        for kind in [SecurityHeaders.Kind.page, .callPage, .file, .sharedFile, .mailBody, .embedded(parents: [])] {
            #expect(!policy(kind).contains("wasm"))
        }
    }
}
