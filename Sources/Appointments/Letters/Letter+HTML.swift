// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

extension Letter {
    /// Tables and inline styles, because mail programs know little else. Colours hold on light and on dark: text takes the
    /// program's own colour, and only the button has one of ours.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(catalog.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(Self.escaped(subject))</title>
        </head>
        <body style="margin:0;padding:0">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
        <td align="center" style="padding:24px 16px">
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
        style="max-width:560px;font-family:Georgia,'Times New Roman',serif;font-size:18px;line-height:1.5;text-align:left">
        \(rows)
        </table>
        </td>
        </tr></table>
        </body>
        </html>
        """
    }

    private var rows: String {
        var rows = ([greeting] + paragraphs).map { Self.row(Self.lines($0)) }
        if !facts.isEmpty { rows.append(Self.row(factTable)) }
        if let button { rows.append(Self.row(Self.written(button), padding: "12px 0 20px")) }
        if let hint { rows.append(Self.row(Self.escaped(hint))) }
        rows += footnotes.map { Self.row(Self.written($0), padding: "0 0 10px", size: 15) }
        rows.append(Self.row(Self.escaped(signature), padding: "14px 0 0", size: 15))
        return rows.joined(separator: "\n")
    }

    private var factTable: String {
        let rows = facts.map { fact in
            """
            <tr><td style="padding:3px 20px 3px 0;vertical-align:top;opacity:0.75">\(Self.escaped(fact.label))</td>\
            <td style="padding:3px 0;vertical-align:top"><strong>\
            \(fact.values.map(Self.escaped).joined(separator: "<br>"))</strong></td></tr>
            """
        }
        return """
            <table cellpadding="0" cellspacing="0" border="0" style="font-size:18px;line-height:1.5">
            \(rows.joined(separator: "\n"))
            </table>
            """
    }

    private static func row(_ content: String, padding: String = "0 0 16px", size: Int = 18) -> String {
        "<tr><td style=\"padding:\(padding);font-size:\(size)px;line-height:1.5\">\(content)</td></tr>"
    }

    private static func written(_ button: Button) -> String {
        """
        <table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>\
        <td bgcolor="#1f5f5b" style="border-radius:10px;background-color:#1f5f5b">\
        <a href="\(escaped(button.address))" style="display:inline-block;padding:14px 28px;font-size:18px;\
        font-weight:bold;color:#ffffff;text-decoration:none;border-radius:10px">\(escaped(button.label))</a>\
        </td></tr></table>
        """
    }

    private static func written(_ note: Footnote) -> String {
        guard let address = note.address.map(escaped) else { return escaped(note.text) }
        return "\(escaped(note.text))<br><a href=\"\(address)\" style=\"word-break:break-all\">\(address)</a>"
    }

    private static func lines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(
            separator: "<br>")
    }

    /// Text from people enters HTML as text.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { reference($0) != nil }) else { return text }
        var result: [UInt8] = []
        for byte in text.utf8 {
            if let reference = reference(byte) { result += reference.utf8 } else { result.append(byte) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func reference(_ byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
