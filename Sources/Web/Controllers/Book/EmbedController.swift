// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// The script with which pages of other sites show the booking page. Its address is pasted there, so it holds no version.
struct EmbedController: Sendable {
    let site: Site

    func addRoutes(to router: Router<PageContext>) {
        router.get(SiteURL.embedScript.pattern) { _, context in
            guard let script = site.assets.asset("js/embed.js") else { throw WebError.notFound }
            var headers = site.securityHeaders.fields(.sharedFile)
            headers[.contentType] = script.contentType
            headers[.vary] = "Accept-Encoding"
            headers[.cacheControl] = "public, max-age=3600"
            guard context.acceptsGzip, let compressed = script.compressed else {
                return Response(status: .ok, headers: headers, body: .init(byteBuffer: script.body))
            }
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: compressed))
        }
    }
}
