// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A display name and an address (RFC 5322, 3.4). The name may hold anything; it is quoted or encoded when it is written.
public struct Mailbox: Sendable, Hashable {
    public let name: String
    public let address: EmailAddress

    public init(name: String = "", address: EmailAddress) {
        self.name = name
        self.address = address
    }

    /// The unbreakable words of this mailbox in a header field.
    var words: [String] {
        name.isEmpty ? [address.description] : nameWords + ["<\(address)>"]
    }

    private var nameWords: [String] {
        let plain = EncodedWord.withoutControls(name)
        guard EncodedWord.isPlain(plain) else { return EncodedWord.words(plain) }
        let isPhrase = plain.utf8.allSatisfy { $0 == 0x20 || EmailAddress.isAtomText($0) }
        let text = isPhrase ? plain : "\"" + plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        return text.split(separator: " ").map(String.init)
    }
}
