// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

extension Letter {
    /// The plain text, complete by itself.
    var text: String {
        var blocks = [greeting] + paragraphs
        if !facts.isEmpty {
            blocks.append(
                facts.map { fact in
                    catalog("mail_fact", ["label": fact.label, "value": fact.values.joined(separator: "\n  ")])
                }.joined(separator: "\n"))
        }
        if let button { blocks.append("\(button.label)\n\(button.address)") }
        if let hint { blocks.append(hint) }
        // Here the button is its address already.
        let notes = footnotes.filter { $0.address == nil || $0.address != button?.address }
        blocks += notes.map { note in note.address.map { "\(note.text)\n\($0)" } ?? note.text }
        blocks.append("-- \n\(signature)")
        return blocks.joined(separator: "\n\n") + "\n"
    }
}
