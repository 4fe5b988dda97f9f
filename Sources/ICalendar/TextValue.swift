// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5545, 3.3.11.
struct TextValue {
    let escaped: String

    init(_ text: String) {
        var result = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                result.append("\\")
                result.append(scalar)
            case "\n":
                result.append(contentsOf: "\\n".unicodeScalars)
            case "\t":
                result.append(scalar)
            case _ where scalar.properties.generalCategory == .control:
                continue
            default:
                result.append(scalar)
            }
        }
        escaped = String(result)
    }
}
