// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A packet kept as a file of hexadecimal digits, with comments after `#`.
struct Sample: CustomStringConvertible {
    let name: String
    let bytes: [UInt8]
    var description: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

    /// All of them, by name.
    static func all() throws -> [Sample] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "hex" }.map { $0.deletingPathExtension().lastPathComponent }.sorted()
            .map { try Sample($0) }
    }

    init(_ name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: name + ".hex"), encoding: .utf8)
        self.name = name
        bytes = hex(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined())
    }
}

/// Bytes from hexadecimal digits; everything else between them is left out.
func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
