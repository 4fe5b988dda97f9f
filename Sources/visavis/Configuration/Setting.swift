// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One row of the configuration table: a key, what it may be, and what it is when nobody says.
struct Setting: Sendable {
    /// What a value must look like.
    enum Kind: Sendable {
        case text
        case integer(ClosedRange<Int>)
        /// One of these words.
        case choice([String])
        /// An absolute http or https address without path.
        case publicURL
        /// smtp:// or smtps://, with user and password where the server wants them.
        case smtpURL
        case mailAddress
        case timeZone
        case addressRanges
        case path
        /// A name without a slash.
        case fileName
        /// IP addresses, between commas.
        case addresses
        /// One IP address of each family at most, between commas.
        case addressOfEachFamily
        /// Ranges of IP addresses, between commas.
        case networks
        /// Addresses with ports, between commas.
        case transportAddresses
        /// Two ports with a hyphen between them.
        case portRange
        /// `turn:` and `turns:` addresses (RFC 7065), between commas.
        case turnURLs
        /// A shared secret that cannot be guessed.
        case secret
    }

    /// The file's key in camel case. The flag is `--kebab-case`, the environment's name `VISAVIS_SNAKE_CASE`.
    let key: String
    let kind: Kind
    /// nil: not set.
    let standard: String?
    /// What `visavis config` and docs/configure.md say of it.
    let purpose: String
    var isSecret = false

    var environmentName: String { "VISAVIS_" + words.map { $0.uppercased() }.joined(separator: "_") }

    var flag: String { "--" + words.joined(separator: "-") }

    private var words: [String] {
        key.reduce(into: [""]) { words, letter in
            if letter.isUppercase { words.append("") }
            words[words.count - 1] += letter.lowercased()
        }
    }
}
