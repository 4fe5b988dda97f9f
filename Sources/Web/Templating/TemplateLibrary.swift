// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mustache
import Words

/// All templates, parsed once at start.
struct TemplateLibrary: Sendable {
    private let library: MustacheLibrary
    private let names: Set<String>

    enum Failure: Error, Equatable, CustomStringConvertible {
        case missingTemplate(String)
        case missingPartial(String, in: String)
        case missingValue(String, in: String)

        var description: String {
            switch self {
            case .missingTemplate(let name): "The template \(name) is not there."
            case .missingPartial(let name, let template):
                "The template \(template) includes \(name), which is not there."
            case .missingValue(let name, let template): "The template \(template) names \(name), which its view lacks."
            }
        }
    }

    static let bundled = Bundle.module.bundleURL.appending(path: "Templates")

    init(directory: URL = TemplateLibrary.bundled) throws {
        var templates: [String: MustacheTemplate] = [:]
        var partials: [(partial: String, template: String)] = []
        let root = directory.standardizedFileURL.path(percentEncoded: false)
        let files = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "mustache" {
            let path = file.standardizedFileURL.deletingPathExtension().path(percentEncoded: false)
            let name = String(path.dropFirst(root.count).drop(while: { $0 == "/" }))
            let text = try String(contentsOf: file, encoding: .utf8)
            templates[name] = try MustacheTemplate(string: text)
            partials += Self.partials(in: text).map { ($0, name) }
        }
        library = MustacheLibrary(templates: templates)
        names = Set(templates.keys)
        for (partial, template) in partials where !names.contains(partial) {
            throw Failure.missingPartial(partial, in: template)
        }
    }

    func render(_ view: some View, frame: Frame) throws(Failure) -> String {
        try render(view, values: values(view, frame: frame))
    }

    /// Renders a sample of a view and throws when the template names a value that is not there.
    func check(_ view: some View, frame: Frame) throws(Failure) {
        let misses = Misses()
        _ = try render(view, values: RecordingFields(values(view, frame: frame), misses: misses))
        if let name = misses.names.first {
            throw .missingValue(name, in: type(of: view).template)
        }
    }

    private func values(_ view: some View, frame: Frame) -> Fields {
        frame.fields(title: view.title(frame.words)).merging(view.fields(frame.words))
    }

    private func render<V: View>(_ view: V, values: any MustacheParent) throws(Failure) -> String {
        guard let html = library.render(values, withTemplate: V.template) else {
            throw .missingTemplate(V.template)
        }
        return html
    }

    /// The names in `{{>name}}` and `{{<name}}`.
    private static func partials(in text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "{")).compactMap { tag in
            guard tag.first == UInt8(ascii: ">") || tag.first == UInt8(ascii: "<"),
                let end = tag.firstIndex(of: UInt8(ascii: "}"))
            else { return nil }
            return String(decoding: tag[..<end].dropFirst(), as: UTF8.self)
        }
    }
}
