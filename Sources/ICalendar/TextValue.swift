// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5545, 3.3.11.
struct TextValue {
    let escaped: String

    init(_ text: String) {
        var result = String.UnicodeScalarView()
        var follows: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                result.append("\\")
                result.append(scalar)
            case "\n" where follows == "\r":
                break
            case "\r", "\n":
                result.append(contentsOf: "\\n".unicodeScalars)
            case "\t":
                result.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
                break
            default:
                result.append(scalar)
            }
            follows = scalar
        }
        escaped = String(result)
    }
}
