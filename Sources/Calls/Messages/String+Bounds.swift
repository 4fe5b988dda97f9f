// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// 1 to 64 characters of the URL-safe alphabet: the shape of every identifier and token that a page sends.
    var isIdentifier: Bool {
        (1...64).contains(utf8.count)
            && utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
            }
    }

    /// Without control characters, line separators and what turns the direction of text around it, at most `maximum`
    /// characters and no piles of combining marks.
    func isLine(maximum: Int) -> Bool {
        count <= maximum && unicodeScalars.count <= 4 * maximum
            && unicodeScalars.allSatisfy { scalar in
                switch (scalar.properties.generalCategory, scalar.value) {
                case (.control, _), (.lineSeparator, _), (.paragraphSeparator, _): false
                case (_, 0x202A...0x202E), (_, 0x2066...0x2069): false
                default: true
                }
            }
    }
}
