// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What a wording can name in braces: `{client}`. The catalogs' own sentences use the same names, so that a standard
/// wording can be taken over and changed.
public enum MailPlaceholder: String, Sendable, CaseIterable {
    case client
    case practitioner
    case practice
    /// The appointment's day and time, in the reader's zone.
    case day
    case time
    case length
    case type
    /// When it was before, with its zone.
    case previous
    /// How late the practitioner will be.
    case delay

    /// Those that a kind of mail has a value for.
    public static func allowed(in kind: MailKind) -> [MailPlaceholder] {
        allCases.filter { name in
            switch name {
            case .previous: kind == .moved
            case .delay: kind == .runningLate
            default: true
            }
        }
    }

    /// The names in braces that are no placeholder of this kind, each once, in their order. Braces around anything but one
    /// word are the writer's own.
    static func unknown(in text: String, of kind: MailKind) -> [String] {
        let allowed = Set(allowed(in: kind).map(\.rawValue))
        var unknown: [String] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0 != "{" && $0 != "}" }
            guard rest[name.endIndex...].first == "}", isWord(name) else { continue }
            if !allowed.contains(String(name)), !unknown.contains(String(name)) { unknown.append(String(name)) }
        }
        return unknown
    }

    private static func isWord(_ name: Substring) -> Bool {
        (1...40).contains(name.count) && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }
}
