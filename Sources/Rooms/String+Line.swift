// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Without white space at both ends; nil when it has a control character, a line separator or one that overrides the
    /// direction of text. Tells nothing about its length.
    var trimmedLine: String? {
        guard unicodeScalars.allSatisfy(\.isAllowedInLine) else { return nil }
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}

extension Unicode.Scalar {
    fileprivate var isAllowedInLine: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        // U+202A to U+202E embed and override, U+2066 to U+2069 isolate.
        default: !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
        }
    }

    var isVisible: Bool {
        !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint && properties.generalCategory != .format
            && properties.generalCategory != .unassigned
    }
}
