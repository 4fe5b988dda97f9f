// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A part of a message: header fields, then an encoded body or other parts (RFC 2045, 2046).
struct MIMEEntity {
    let fields: [HeaderField]
    let body: [UInt8]

    static func text(_ text: String, subtype: String) -> MIMEEntity {
        MIMEEntity(
            fields: [
                HeaderField("Content-Type", ["text/\(subtype);", "charset=utf-8"]),
                HeaderField("Content-Transfer-Encoding", ["quoted-printable"]),
            ],
            body: QuotedPrintable.encoded(text))
    }

    static func base64(_ content: [UInt8], type: [String], disposition: [String] = []) -> MIMEEntity {
        var fields = [
            HeaderField("Content-Type", type), HeaderField("Content-Transfer-Encoding", ["base64"]),
        ]
        if !disposition.isEmpty { fields.append(HeaderField("Content-Disposition", disposition)) }
        let lines = Data(content).base64EncodedData(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return MIMEEntity(fields: fields, body: Array(lines) + Array("\r\n".utf8))
    }

    /// The boundary holds `=_`, which neither quoted-printable nor base64 ever writes, so no body can contain it.
    static func multipart(_ subtype: String, _ parts: [MIMEEntity]) -> MIMEEntity {
        let boundary = "=_\(subtype)"
        var body: [UInt8] = []
        for part in parts {
            body += "--\(boundary)\r\n".utf8
            part.write(into: &body)
        }
        body += "--\(boundary)--\r\n".utf8
        let type = HeaderField("Content-Type", ["multipart/\(subtype);", "boundary=\"\(boundary)\""])
        return MIMEEntity(fields: [type], body: body)
    }

    func write(into bytes: inout [UInt8]) {
        for field in fields { field.write(into: &bytes) }
        bytes += "\r\n".utf8
        bytes += body
    }
}
