// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Leaves out the comments that fill lines of their own, a third of what a page would load. Their line breaks stay, so
/// that what a browser says of a line is true of the file.
///
/// Strings, template literals and patterns are stepped over. A pattern right after a closing bracket is taken for a
/// division; that can do harm only if it holds a backtick or `/*`, because nothing else is looked for beyond its line.
struct CommentStripper {
    enum Language {
        case script, stylesheet
    }

    private let source: [UInt8]
    private let isScript: Bool
    private var output: [UInt8] = []
    private var position = 0
    /// How many braces are open in each `${` around the position.
    private var expressions: [Int] = []
    /// The last byte copied that is neither blank nor of a comment.
    private var last: UInt8 = 0

    static func strip(_ source: [UInt8], of language: Language) -> [UInt8] {
        var stripper = CommentStripper(source: source, language: language)
        return stripper.run()
    }

    private init(source: [UInt8], language: Language) {
        self.source = source
        isScript = language == .script
        output.reserveCapacity(source.count)
    }

    private mutating func run() -> [UInt8] {
        var beginsLine = true
        while position < source.count {
            if beginsLine, leaveOutComment() { continue }
            beginsLine = source[position] == Self.newline
            step()
        }
        return output
    }

    /// Whether a comment began here that has nothing but blanks beside it.
    private mutating func leaveOutComment() -> Bool {
        let start = source[position...].firstIndex { !Self.isBlank($0) } ?? source.count
        guard let commentEnd = endOfComment(at: start) else { return false }
        let end = endOfLine(from: commentEnd)
        guard source[commentEnd..<end].allSatisfy(Self.isBlank) else { return false }
        output.append(contentsOf: source[position..<end].lazy.filter { $0 == Self.newline })
        position = end
        return true
    }

    private mutating func step() {
        let byte = source[position]
        if let end = endOfComment(at: position) {
            copy(to: end)
            return
        }
        let beginsPattern = isScript && byte == UInt8(ascii: "/") && patternMayBegin
        if !Self.isBlank(byte), byte != Self.newline { last = byte }
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): copyLiteral(to: byte)
        case UInt8(ascii: "/") where beginsPattern: copyLiteral(to: byte)
        case UInt8(ascii: "`") where isScript: copyTemplateText()
        case UInt8(ascii: "}") where expressions.last == 0:
            expressions.removeLast()
            copyTemplateText()
        default:
            if let depth = expressions.indices.last {
                if byte == UInt8(ascii: "{") { expressions[depth] += 1 }
                if byte == UInt8(ascii: "}") { expressions[depth] -= 1 }
            }
            output.append(byte)
            position += 1
        }
    }

    /// A string or a pattern, which cannot reach beyond its line.
    private mutating func copyLiteral(to mark: UInt8) {
        var end = position + 1
        var inClass = false
        while end < source.count, source[end] != Self.newline, inClass || source[end] != mark {
            if mark == UInt8(ascii: "/"), source[end] == UInt8(ascii: "[") { inClass = true }
            if source[end] == UInt8(ascii: "]") { inClass = false }
            end += source[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        copy(to: end + 1)
    }

    /// From the backtick or the brace that begins it to the backtick or `${` that ends it.
    private mutating func copyTemplateText() {
        var end = position + 1
        while end < source.count, source[end] != UInt8(ascii: "`") {
            if has("${", at: end) {
                expressions.append(0)
                last = UInt8(ascii: "{")
                copy(to: end + 2)
                return
            }
            end += source[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        copy(to: end + 1)
    }

    private mutating func copy(to end: Int) {
        let end = min(end, source.count)
        output.append(contentsOf: source[position..<end])
        position = end
    }

    /// The end of the comment that begins at a place, or nil when none does.
    private func endOfComment(at start: Int) -> Int? {
        guard start < source.count, source[start] == UInt8(ascii: "/") else { return nil }
        if isScript, has("//", at: start) { return endOfLine(from: start) }
        guard has("/*", at: start) else { return nil }
        var end = start + 2
        while end < source.count, !has("*/", at: end) { end += 1 }
        return min(end + 2, source.count)
    }

    private func endOfLine(from start: Int) -> Int {
        source[start...].firstIndex(of: Self.newline) ?? source.count
    }

    private func has(_ pair: StaticString, at place: Int) -> Bool {
        place + 1 < source.count && source[place] == pair.utf8Start[0] && source[place + 1] == pair.utf8Start[1]
    }

    /// After a value a slash divides, elsewhere it begins a pattern.
    private var patternMayBegin: Bool {
        guard Self.isWord(last) else { return !")]}'\"`".utf8.contains(last) }
        let end = output.lastIndex(where: Self.isWord) ?? 0
        let start = output[..<end].lastIndex { !Self.isWord($0) }.map { $0 + 1 } ?? 0
        return Self.wordsBeforePattern.contains(String(decoding: output[start...end], as: UTF8.self))
    }

    private static let newline = UInt8(ascii: "\n")
    private static let wordsBeforePattern: Set = ["return", "typeof", "case", "in", "of", "void", "await", "yield"]

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}
