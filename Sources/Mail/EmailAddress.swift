// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A mail address that may stand in an SMTP dialogue and in a header: dot-atom "@" domain name (RFC 5321, 4.1.2), ASCII only.
/// libcurl passes CR and LF of an address on into the dialogue, so no address reaches it but through this type.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
    public let local: String
    /// As it was given; compare with `comparable`.
    public let domain: String

    public enum Failure: Error, Equatable {
        case empty
        /// Above 254 characters in all, or 64 before the `@`.
        case tooLong
        /// No `@`.
        case noDomain
        /// Not a dot-atom: quotes, commas, spaces, control characters, accents, dots at an end or in a row.
        case localPart
        /// Not a domain name of two labels or more (`localhost` is allowed), or an address literal.
        case domain
        /// The domain has letters outside ASCII; its `xn--` form is accepted.
        case internationalDomain
    }

    public init(validating text: String) throws(Failure) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 254 else { throw .tooLong }
        guard let at = text.lastIndex(of: "@") else { throw .noDomain }
        local = String(text[..<at])
        domain = String(text[text.index(after: at)...])
        guard local.utf8.count <= 64 else { throw .tooLong }
        guard Self.isDotAtom(local) else { throw .localPart }
        guard domain.utf8.allSatisfy({ $0 < 0x80 }) else { throw .internationalDomain }
        guard Self.isDomain(domain) else { throw .domain }
    }

    public var description: String { "\(local)@\(domain)" }

    /// For telling whether two addresses are the same: domains know no case, and no mail system in use tells local parts by it.
    public var comparable: String { description.lowercased() }

    /// RFC 5322, 3.2.3.
    static func isDotAtom(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy(isAtomText)
        }
    }

    static func isAtomText(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    /// Labels of letters, digits and inner hyphens; the last one is not a number.
    static func isDomain(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let hyphen = UInt8(ascii: "-")
        guard text.utf8.count <= 253, labels.count > 1 || text.lowercased() == "localhost", let last = labels.last,
            !last.allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                && label.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
