// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Web

struct CommentStripperTests {
    private func script(_ text: String) -> String {
        String(decoding: CommentStripper.strip(Array(text.utf8), of: .script), as: UTF8.self)
    }

    private func stylesheet(_ text: String) -> String {
        String(decoding: CommentStripper.strip(Array(text.utf8), of: .stylesheet), as: UTF8.self)
    }

    @Test func `a comment on lines of its own goes, its line breaks stay`() {
        #expect(script("// a\nlet b;\n  /**\n   * c\n   */  \nlet d;\n\t// e") == "\nlet b;\n\n\n\nlet d;\n")
        #expect(stylesheet("/* a */\np { }\n/* b\n   c */\n") == "\np { }\n\n\n")
    }

    @Test(arguments: [
        "let a = 1; // b\n/* c */ let d;\nlet e; /* f\n// g\n*/ h();\n",
        "let a = 'https://b'; let c = \"/*\"; // d's\nlet e = \"*/\";\n",
        "let a = 'b\\'//';\nlet c = '\\\\';\n",
        "a = b / c; d = '/*';\n(a) / b / c; ['/*']\n",
    ])
    func `code with comments beside it stays as it is`(text: String) {
        #expect(script(text) == text)
    }

    @Test(arguments: [
        "let a = `\n// b\n/* c */\n`;\n",
        "let a = `${b({ c: `\n// d\n` })}\n// e\n`;\n",
        "let a = `\\`\n// b\n`;\n",
        "let a = `${/`/.test('}')}\n// b\n`;\n",
    ])
    func `a template literal keeps what looks like a comment`(text: String) {
        #expect(script(text) == text)
    }

    @Test(arguments: ["= /[`/]/u", "(/`/)", "=> /`\\/`/", "return /`/;", "[/`'/]", "!/\\/*`/"])
    func `a pattern opens neither a template nor a comment`(pattern: String) {
        #expect(script("a \(pattern)\n// b\nc") == "a \(pattern)\n\nc")
    }

    @Test(arguments: ["a / b", "(a) / b", "a[0] / b", "'a' / b", "returned / b"])
    func `a division is no pattern`(division: String) {
        #expect(script("\(division) + `/`\n// c\nd") == "\(division) + `/`\n\nd")
    }

    @Test func `a comment in the code of a template literal goes, and the literal's text comes back`() {
        #expect(script("`${a(() => {\n// b\n})}\n// c\n`;\n// d") == "`${a(() => {\n\n})}\n// c\n`;\n")
    }

    @Test func `a stylesheet has no comments of two slashes`() {
        #expect(stylesheet("a {\n//b\n}\n") == "a {\n//b\n}\n")
        #expect(stylesheet("a::before { content: '/*'; }\nb {}\n/* c */") == "a::before { content: '/*'; }\nb {}\n")
    }

    @Test(arguments: ["", "/", "/*", "//", "'", "`", "`${", "a\\", "'\\", "`\\", "*/"])
    func `a file that ends in the middle is read to its end`(text: String) {
        _ = script(text)
        _ = stylesheet(text)
    }

    @Test func `of the project's own files nothing but comments goes`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Public").standardized
        let files =
            FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
        let sources = files.filter { ["js", "css"].contains($0.pathExtension) }
        #expect(sources.count > 30)
        for file in sources {
            let source = try String(contentsOf: file, encoding: .utf8)
            let stripped = file.pathExtension == "js" ? script(source) : stylesheet(source)
            let pairs = zip(lines(source), lines(stripped))
            #expect(lines(source).count == lines(stripped).count, "\(file)")
            for (before, after) in pairs where before != after {
                let isComment = before.drop { $0 == " " }.prefixMatch(of: /\/\/|\/?\*/) != nil
                let isInside = !before.contains(/[;{}]$/)
                #expect(after == "" && (isComment || isInside), "\(file): \(before)")
            }
            #expect(!stripped.contains("SPDX"), "\(file)")
        }
    }

    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}

struct StylesheetImportTests {
    private func joined(_ path: String, _ files: [String: String]) throws -> String {
        let bytes = try StylesheetImports.joined(path, files: files.mapValues { Array($0.utf8) })
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `imported stylesheets stand where they are imported`() throws {
        let files = [
            "css/a.css": "@import \"b.css\";\na {}", "css/b.css": "@import \"c.css\";\nb {}", "css/c.css": "c {}",
        ]
        #expect(try joined("css/a.css", files) == "c {}\n\nb {}\n\na {}\n")
    }

    @Test func `an import of a file that is not there, or of itself, stops the start`() {
        #expect(throws: StylesheetImports.Failure.missing("css/b.css", importedBy: "css/a.css")) {
            try joined("css/a.css", ["css/a.css": "@import \"b.css\";"])
        }
        #expect(throws: StylesheetImports.Failure.circular("a.css")) {
            try joined("a.css", ["a.css": "@import \"b.css\";", "b.css": "@import \"a.css\";"])
        }
    }
}
