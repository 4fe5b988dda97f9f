// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// A page's bytes, as they are sent.
struct WrittenPage: Sendable {
    let plain: ByteBuffer
    /// In the gzip format; nil where it was not wanted or spares nothing.
    let compressed: ByteBuffer?

    init(_ html: String, compressed isWanted: Bool) {
        plain = ByteBuffer(string: html)
        let bytes = isWanted && html.utf8.count > 1024 ? Gzip.compress(Array(html.utf8), level: 5) : nil
        compressed = bytes.map { ByteBuffer(bytes: $0) }
    }
}
