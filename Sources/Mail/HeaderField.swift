// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One header field, folded at 78 columns (RFC 5322, 2.1.1 and 2.2.3). It is made of words that are never cut; whatever a
/// word holds, only printable ASCII is written, so that no field can start another.
struct HeaderField {
    let name: String
    let words: [String]

    init(_ name: String, _ words: [String]) {
        self.name = name
        self.words = words
    }

    init(_ name: String, text: String) {
        self.init(name, EncodedWord.words(text))
    }

    func write(into bytes: inout [UInt8]) {
        bytes += name.utf8
        bytes.append(UInt8(ascii: ":"))
        var column = name.utf8.count + 1
        for (index, word) in words.enumerated() {
            let printable = word.utf8.filter { (0x21...0x7E).contains($0) }
            if index > 0, column + 1 + printable.count > 78 {
                bytes += "\r\n".utf8
                column = 0
            }
            bytes.append(UInt8(ascii: " "))
            bytes += printable
            column += 1 + printable.count
        }
        bytes += "\r\n".utf8
    }
}
