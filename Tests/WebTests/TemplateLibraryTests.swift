// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Words

@testable import Web

@Suite("The check of the templates")
struct TemplateLibraryTests {
    private struct Greeting: View {
        static let template = "greeting"
        var name: String?
        var rows: [String] = []

        func title(_ words: Catalog) -> String { "Greeting" }

        func fields(_ words: Catalog) -> Fields {
            ["name": name, "rows": rows.map { ["row": $0] as Fields }]
        }

        static let samples = [Greeting(name: "Zoë", rows: ["a"])]
    }

    private let frame = Frame(
        words: Catalog(language: .en, entries: ["common_hello": "Hello"]), practice: "P", assets: "/a", path: "/",
        account: nil, formToken: "t")

    private func library(_ templates: [String: String]) throws -> TemplateLibrary {
        let folder = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID())")
        for (name, text) in templates {
            let file = folder.appending(path: name + ".mustache")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        return try TemplateLibrary(directory: folder)
    }

    @Test("passes when everything that a template names is there")
    func complete() throws {
        let library = try library(["greeting": "{{t.common_hello}} {{name}} {{#rows}}{{row}}{{name}}{{/rows}}"])
        try library.check(Greeting.samples[0], frame: frame)
        #expect(try library.render(Greeting.samples[0], frame: frame) == "Hello Zoë aZoë")
    }

    @Test("names a value, a sentence, a template and a partial that is missing")
    func missing() throws {
        let value = try library(["greeting": "{{nmae}}"])
        #expect(throws: TemplateLibrary.Failure.missingValue("nmae", in: "greeting")) {
            try value.check(Greeting.samples[0], frame: frame)
        }
        let inRow = try library(["greeting": "{{#rows}}{{cell}}{{/rows}}"])
        #expect(throws: TemplateLibrary.Failure.missingValue("cell", in: "greeting")) {
            try inRow.check(Greeting.samples[0], frame: frame)
        }
        let sentence = try library(["greeting": "{{t.common_bye}}"])
        #expect(throws: TemplateLibrary.Failure.missingValue("t.common_bye", in: "greeting")) {
            try sentence.check(Greeting.samples[0], frame: frame)
        }
        #expect(throws: TemplateLibrary.Failure.missingTemplate("greeting")) {
            try library(["other": ""]).check(Greeting.samples[0], frame: frame)
        }
        #expect(throws: TemplateLibrary.Failure.missingPartial("site/none", in: "greeting")) {
            try library(["greeting": "{{>site/none}}"])
        }
        #expect(throws: TemplateLibrary.Failure.missingPartial("site-none", in: "greeting")) {
            try library(["greeting": "{{<site-none}}{{/site-none}}"])
        }
    }

    @Test("A nil in a row never shows the outer value of that name")
    func absence() throws {
        let library = try library(["greeting": "{{#name}}{{name}}{{/name}}{{^name}}nobody{{/name}}"])
        #expect(try library.render(Greeting(name: nil), frame: frame) == "nobody")
    }

    @Test("Text from people is shown as text")
    func escaping() throws {
        let library = try library(["greeting": "<b title=\"{{name}}\">{{name}}</b>"])
        let html = try library.render(Greeting(name: "\"><script>alert(1)</script>"), frame: frame)
        #expect(!html.contains("<script>"))
        #expect(!html.contains("\"\">"))
    }
}

@Suite("The files that browsers load")
struct AssetTests {
    @Test("are compressed to the gzip format")
    func gzip() throws {
        let text = Array(String(repeating: "a calm, warm page. ", count: 500).utf8)
        let compressed = try #require(Gzip.compress(text))
        #expect(Array(compressed.prefix(3)) == [0x1F, 0x8B, 8])
        #expect(compressed.count < text.count / 10)
    }

    @Test("that are not there stop the program with a sentence")
    func none() throws {
        let empty = FileManager.default.temporaryDirectory.appending(path: "none-\(UUID())")
        let error = #expect(throws: (any Error).self) { try AssetLibrary(directory: empty) }
        #expect("\(try #require(error))".contains("VISAVIS_PUBLIC_DIR"))
    }
}
