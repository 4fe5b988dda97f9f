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
        var assets: [String: Asset] = [:]
        var hash = SHA256()
        let root = directory.standardizedFileURL.path(percentEncoded: false)
        let found = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: [.isRegularFileKey])
        let files = (found?.compactMap { $0 as? URL } ?? []).sorted { $0.path() < $1.path() }
        for file in files {
            guard let type = Self.contentTypes[file.pathExtension] else { continue }
            let path = String(
                file.standardizedFileURL.path(percentEncoded: false).dropFirst(root.count).drop(while: { $0 == "/" }))
            let bytes = [UInt8](try Data(contentsOf: file))
            hash.update(data: Array(path.utf8) + bytes)
            let compressed = type.isText ? Gzip.compress(bytes) : nil
            assets[path] = Asset(
                contentType: type.name, body: ByteBuffer(bytes: bytes),
                compressed: compressed.map { ByteBuffer(bytes: $0) })
        }
        guard !assets.isEmpty else { throw Failure.noFiles(root) }
        self.assets = assets
        version = hash.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The file at a path below the version.
    func asset(_ path: String) -> Asset? { assets[path] }

    private static let contentTypes: [String: (name: String, isText: Bool)] = [
        "css": ("text/css; charset=utf-8", true),
        "js": ("text/javascript; charset=utf-8", true),
        "svg": ("image/svg+xml", true),
        "webmanifest": ("application/manifest+json", true),
        "png": ("image/png", false),
        "jpg": ("image/jpeg", false),
        "mp3": ("audio/mpeg", false),
        "wav": ("audio/wav", false),
    ]
}
