// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import NIOCore

/// The files that browsers load, read and compressed once at start. Their address holds a version made of all of them,
/// so that each may be cached for ever and modules may import each other by relative paths.
struct AssetLibrary: Sendable {
    struct Asset: Sendable {
        let contentType: String
        let body: ByteBuffer
        let compressed: ByteBuffer?
    }

    /// Twelve hexadecimal digits of the SHA-256 over all paths and contents.
    let version: String
    private let assets: [String: Asset]

    enum Failure: Error, CustomStringConvertible {
        case noFiles(String)

        var description: String {
            switch self {
            case .noFiles(let path):
                "There are no page files in \(path). Start the program in the project's folder or set VISAVIS_PUBLIC_DIR."
            }
        }
    }

    init(directory: URL) throws {
        let files = try Self.files(in: directory)
        guard !files.isEmpty else { throw Failure.noFiles(directory.path(percentEncoded: false)) }
        var assets: [String: Asset] = [:]
        var hash = SHA256()
        for path in files.keys.sorted() {
            guard let type = Self.type(of: path) else { continue }
            let bytes = try Self.served(path, of: files)
            hash.update(data: Array(path.utf8) + bytes)
            let compressed = type.shrinks ? Gzip.compress(bytes) : nil
            assets[path] = Asset(
                contentType: type.name, body: ByteBuffer(bytes: bytes),
                compressed: compressed.map { ByteBuffer(bytes: $0) })
        }
        self.assets = assets
        version = hash.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// What browsers get of a file: with the stylesheets that it imports, without comments.
    private static func served(_ path: String, of files: [String: [UInt8]]) throws -> [UInt8] {
        let bytes = files[path] ?? []
        if path.hasSuffix(".js") { return CommentStripper.strip(bytes, of: .script) }
        guard path.hasSuffix(".css") else { return bytes }
        return CommentStripper.strip(try StylesheetImports.joined(path, files: files), of: .stylesheet)
    }

    /// All files of known types below the folder, by their paths in it.
    private static func files(in directory: URL) throws -> [String: [UInt8]] {
        let root = directory.standardizedFileURL.path(percentEncoded: false)
        let found = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: [.isRegularFileKey])
        var files: [String: [UInt8]] = [:]
        for file in found?.compactMap({ $0 as? URL }) ?? [] where type(of: file.path()) != nil {
            let path = file.standardizedFileURL.path(percentEncoded: false).dropFirst(root.count).drop { $0 == "/" }
            files[String(path)] = [UInt8](try Data(contentsOf: file))
        }
        return files
    }

    /// The folder with the engine and the weights of the background blur; nil where they are not built.
    var blurFolder: String? {
        let files = ["engine.wasm", "model.bin"]
        return files.allSatisfy { assets["blur/" + $0] != nil } ? "/assets/\(version)/blur" : nil
    }

    /// The file at a path below the version.
    func asset(_ path: String) -> Asset? { assets[path] }

    private static func type(of path: String) -> (name: String, shrinks: Bool)? {
        contentTypes[path.split(separator: ".").last.map(String.init) ?? ""]
    }

    private static let contentTypes: [String: (name: String, shrinks: Bool)] = [
        "css": ("text/css; charset=utf-8", true),
        "js": ("text/javascript; charset=utf-8", true),
        "svg": ("image/svg+xml", true),
        "webmanifest": ("application/manifest+json", true),
        "png": ("image/png", false),
        "jpg": ("image/jpeg", false),
        "mp3": ("audio/mpeg", false),
        "wav": ("audio/wav", false),
        "wasm": ("application/wasm", true),
        "bin": ("application/octet-stream", true),
    ]
}
