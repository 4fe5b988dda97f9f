// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One or two letters that stand for a name where there is no photo.
enum Initials {
    static func of(_ name: String) -> String {
        let letters = name.split(separator: " ").compactMap { $0.first(where: \.isLetter) }
        guard let first = letters.first else { return "·" }
        return letters.count > 1 ? "\(first)\(letters[letters.count - 1])".uppercased() : first.uppercased()
    }
}
