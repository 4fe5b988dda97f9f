// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A language that the product speaks. The raw value is its BCP 47 tag.
public enum Language: String, Sendable, CaseIterable, Codable {
    case fr
    case en

    /// The language's own name, as it stands in the language switch.
    public var ownName: String {
        switch self {
        case .fr: "Français"
        case .en: "English"
        }
    }

    /// The best of our languages for an `Accept-Language` field (RFC 9110, 12.5.4), or nil when it names none of them.
    public init?(acceptLanguage field: String) {
        let ranked = field.split(separator: ",").enumerated().compactMap { index, part -> (Language, Double, Int)? in
            let pieces = part.split(separator: ";").map { $0.trimmingPrefix(while: { $0 == " " }) }
            guard let tag = pieces.first, let language = Language(rawValue: tag.prefix(2).lowercased()) else {
                return nil
            }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return quality > 0 ? (language, quality, index) : nil
        }
        guard let best = ranked.min(by: { ($1.1, $0.2) < ($0.1, $1.2) }) else { return nil }
        self = best.0
    }
}
