// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// The files that pages load.
struct AssetController: Sendable {
    let assets: AssetLibrary
    let headers: SecurityHeaders

    func addRoutes(to router: Router<PageContext>) {
        router.get("/assets/:version/**", use: show)
        router.get("/favicon.ico") { _, _ in
            Response(status: .movedPermanently, headers: [.location: "/assets/\(assets.version)/icons/icon.svg"])
        }
        router.get("/robots.txt") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                body: .init(byteBuffer: .init(string: "User-agent: *\nDisallow: /\nAllow: /$\nAllow: /help\n")))
        }
    }

    private func show(_ request: Request, context: PageContext) throws -> Response {
        let path = context.parameters.getCatchAll().joined(separator: "/")
        guard let asset = assets.asset(path) else { throw WebError.notFound }
        var headers = headers.fields(path.hasSuffix("-worker.js") ? .worker : .file)
        headers[.contentType] = asset.contentType
        headers[.vary] = "Accept-Encoding"
        // A page that outlived an update still gets its files; only the present version may be kept for ever.
        let isCurrent = context.parameters.get("version") == assets.version
        headers[.cacheControl] = isCurrent ? "public, max-age=31536000, immutable" : "no-cache"
        if let compressed = asset.compressed, request.headers[.acceptEncoding]?.contains("gzip") == true {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: compressed))
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: asset.body))
    }
}
