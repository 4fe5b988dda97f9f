// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Puts imported stylesheets in the place of the lines `@import "name.css";`, so that a page loads one file and every
/// component keeps its own.
enum StylesheetImports {
    enum Failure: Error, Equatable, CustomStringConvertible {
        case missing(String, importedBy: String)
        case circular(String)

        var description: String {
            switch self {
            case .missing(let path, let importer): "\(importer) imports \(path), which is not there."
            case .circular(let path): "\(path) imports itself."
            }
        }
    }

    /// The stylesheet at a path with all that it imports.
    /// - Parameter files: every file by its path; an imported one stands in the folder of the one that imports it.
    static func joined(
        _ path: String, files: [String: [UInt8]], importedBy importers: [String] = []
    ) throws(Failure) -> [UInt8] {
        guard let bytes = files[path] else { throw .missing(path, importedBy: importers.last ?? "") }
        guard !importers.contains(path) else { throw .circular(path) }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        var joined: [UInt8] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if let name = importedName(line) {
                joined += try Self.joined(folder + name, files: files, importedBy: importers + [path])
            } else {
                joined += line
            }
            joined.append(UInt8(ascii: "\n"))
        }
        return joined
    }

    private static func importedName(_ line: ArraySlice<UInt8>) -> String? {
        guard line.first == UInt8(ascii: "@") else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        guard text.hasPrefix("@import \""), text.hasSuffix("\";") else { return nil }
        return String(text.dropFirst(9).dropLast(2))
    }
}
