// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import NIOCore
import Storage
import Words

/// What is known about a request while it is answered.
struct PageContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The connection's other end; nil in tests without a socket.
    let peerAddress: String?
    /// The client's address: the peer's, or what a trusted proxy says of it.
    var clientAddress: String
    /// Decided by the language cookie, then the browser's wish, then the site's default.
    var language: Language = .fr
    /// Whether the reader chose the language on this site.
    var hasChosenLanguage = false
    var login: Login?
    var acceptsGzip = false

    /// A signed-in person.
    struct Login: Sendable {
        let account: Account
        /// The SHA-256 of the cookie's token, which stands for the session everywhere but in the cookie.
        let sessionHash: String
    }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peerAddress = source.channel.remoteAddress?.ipAddress
        clientAddress = peerAddress ?? "unknown"
    }

    var maxUploadSize: Int { 64 * 1024 }
}
