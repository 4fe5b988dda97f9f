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
        return braced(in: text).filter { $0.isClosed && isWord($0.name) && !allowed.contains($0.name) }.map(\.name)
            .eachOnce
    }

    /// The words that a brace opens and none closes, each once, in their order.
    static func unclosed(in text: String) -> [String] {
        braced(in: text).filter { !$0.isClosed }.map { String($0.name.prefix(while: isOfWord)) }.filter(isWord).eachOnce
    }

    /// What follows each opening brace, until the next brace.
    private static func braced(in text: String) -> [(name: String, isClosed: Bool)] {
        var found: [(String, Bool)] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: open)...]
            let name = rest.prefix { $0 != "{" && $0 != "}" }
            found.append((String(name), rest[name.endIndex...].first == "}"))
        }
        return found
    }

    private static func isWord(_ name: String) -> Bool {
        (1...40).contains(name.count) && name.allSatisfy(isOfWord)
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}

extension [String] {
    fileprivate var eachOnce: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
