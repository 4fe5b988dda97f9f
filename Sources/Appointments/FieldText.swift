// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a text field may hold: the rules for names and notes in one place.
public enum FieldText {
    /// A name as it is kept: trimmed, 1 to 60 visible characters on one line.
    public static func name(_ text: String) throws(Failure) -> String {
        let name = trimmed(text)
        guard !name.isEmpty, isPlain(name) || name.contains(where: isVisible) else { throw Failure(problem: .missing) }
        try check(name, limit: 60, lines: false)
        return name
    }

    /// A text of several lines, trimmed; may be empty.
    public static func note(_ text: String, limit: Int = 500) throws(Failure) -> String {
        if text.isEmpty { return "" }
        let note = trimmed(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
        try check(note, limit: limit, lines: true)
        return note
    }

    /// A phone number as digits, with `+` in front where the country's code was given (E.164); nil when the field is empty.
    /// Spaces, dots, hyphens and brackets are left out, `00` is `+`.
    public static func phone(_ text: String) throws(Failure) -> String? {
        if text.isEmpty { return nil }
        var digits = trimmed(text).filter { !" \u{A0}\u{202F}.-()/".contains($0) }
        if digits.isEmpty { return nil }
        if digits.hasPrefix("00") { digits = "+" + digits.dropFirst(2) }
        let number = digits.hasPrefix("+") ? digits.dropFirst() : digits[...]
        guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) }), (6...15).contains(number.count),
            number.count == digits.count || number.first != "0"
        else { throw Failure(problem: .malformed) }
        return digits
    }

    public struct Failure: Error, Equatable {
        public let problem: InvalidField.Problem
    }

    /// The scalars are bounded too: one visible character can be made of any number of them.
    private static func check(_ text: String, limit: Int, lines: Bool) throws(Failure) {
        if text.utf8.count <= limit, isPlain(text) { return }
        guard text.count <= limit, text.unicodeScalars.count <= limit * 4 else { throw Failure(problem: .tooLong) }
        guard text.unicodeScalars.allSatisfy({ isAllowed($0) || (lines && ($0 == "\n" || $0 == "\t")) }) else {
            throw Failure(problem: .forbiddenCharacter)
        }
    }

    /// Of ASCII's own characters alone: most names and notes need no table of Unicode's.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: return false
        default: break
        }
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: return false
        default: return true
        }
    }

    private static func isVisible(_ character: Character) -> Bool {
        character.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .format, .control, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
            default: !scalar.properties.isDefaultIgnorableCodePoint && scalar.value != 0x2800
            }
        }
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
