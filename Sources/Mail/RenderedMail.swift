// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A message that `MailMessage` wrote, taken apart again to be shown as it went or would have gone. Not a reader of other
/// people's mail.
public struct RenderedMail: Sendable {
    public struct Part: Sendable {
        /// Type and subtype without parameters, in lower case: `text/html`.
        public let type: String
        public let fileName: String?
        /// Decoded.
        public let content: [UInt8]

        public var text: String { String(decoding: content, as: UTF8.self) }
    }

    /// Names and decoded values, in the message's order.
    public let fields: [(name: String, value: String)]
    public let parts: [Part]

    public init(reading bytes: some Collection<UInt8>) {
        let entity = Entity(Array(bytes))
        fields = entity.fields.map { ($0.name, EncodedWord.decoded($0.value)) }
        parts = entity.leaves
    }

    public subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The first part of a type that is not an attached file.
    public func part(_ type: String) -> Part? {
        parts.first { $0.type == type && $0.fileName == nil }
    }
}

/// A header and what follows it.
private struct Entity {
    let fields: [(name: String, value: String)]
    let body: String

    init(_ bytes: [UInt8]) {
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    init(_ text: String) {
        let halves = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let header = (halves.first.map(String.init) ?? "").replacing("\r\n ", with: " ")
        fields = header.split(separator: "\r\n").compactMap { line in
            let pair = line.split(separator: ":", maxSplits: 1)
            return pair.count == 2 ? (String(pair[0]), String(pair[1].drop { $0 == " " })) : nil
        }
        body = halves.count == 2 ? String(halves[1]) : ""
    }

    var leaves: [RenderedMail.Part] {
        let type = value("Content-Type") ?? "text/plain"
        if let boundary = Self.parameter("boundary", of: type) {
            let pieces = ("\r\n" + body).components(separatedBy: "\r\n--\(boundary)")
            return pieces.dropFirst().filter { !$0.hasPrefix("--") }.flatMap { Entity(String($0.dropFirst())).leaves }
        }
        let name = value("Content-Disposition").flatMap { Self.parameter("filename", of: $0) }
        let kind = type.prefix { $0 != ";" }.lowercased()
        return [RenderedMail.Part(type: kind, fileName: name, content: content)]
    }

    private var content: [UInt8] {
        switch value("Content-Transfer-Encoding") {
        case "base64": Array(Data(base64Encoded: body, options: .ignoreUnknownCharacters) ?? Data())
        case "quoted-printable": QuotedPrintable.decoded(body.utf8)
        default: Array(body.utf8)
        }
    }

    private func value(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    private static func parameter(_ name: String, of value: String) -> String? {
        value.firstRange(of: "\(name)=\"").map { range in String(value[range.upperBound...].prefix { $0 != "\"" }) }
    }
}
