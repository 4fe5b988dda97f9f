// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A parameter's value (RFC 5545, 3.2), quoted when it must be. It cannot hold a double quote or a control character: those
/// are replaced.
struct ParameterValue: ExpressibleByStringLiteral {
    let written: String

    init(_ text: String) {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": clean.append("'")
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": clean.append(" ")
            default: clean.append(scalar)
            }
        }
        let value = String(clean)
        let isPlain = !value.utf8.contains { $0 == 0x2C || $0 == 0x3A || $0 == 0x3B }
        written = isPlain ? value : "\"\(value)\""
    }

    init(stringLiteral value: String) {
        self.init(value)
    }
}
