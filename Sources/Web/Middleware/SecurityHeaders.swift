// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// The headers that every answer carries, whatever it is: pages, errors, files, refusals of a socket.
public struct SecurityHeaders: Sendable {
    enum Kind: Sendable {
        case page
        /// Camera and microphone may be used.
        case callPage
        /// A style, script or picture: it does nothing by itself, and each spared byte is one of every page.
        case file
        /// A script that works beside a page, under a policy of its own: it alone may start WebAssembly.
        case worker
        /// A script that pages of other sites load.
        case sharedFile
        /// A page that may stand in a frame of pages with these origins.
        case embedded(parents: [String])
        /// A mail's own HTML, shown in a sandboxed frame of ours.
        case mailBody
    }

    private let socketOrigin: String
    private let isSecure: Bool

    public init(publicURL: PublicURL) {
        socketOrigin = (publicURL.isSecure ? "wss://" : "ws://") + publicURL.authority
        isSecure = publicURL.isSecure
    }

    /// What a refusal outside the router carries.
    public var forRefusals: HTTPFields { fields(.page) }

    func fields(_ kind: Kind) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentSecurityPolicy] = policy(kind)
        fields[.permissionsPolicy] = permissions(kind)
        fields[.referrerPolicy] = "no-referrer"
        fields[.xContentTypeOptions] = "nosniff"
        fields[.crossOriginOpenerPolicy] = "same-origin"
        if case .sharedFile = kind {
            fields[.crossOriginResourcePolicy] = "cross-origin"
        } else {
            fields[.crossOriginResourcePolicy] = "same-origin"
        }
        if isSecure { fields[.strictTransportSecurity] = "max-age=63072000" }
        return fields
    }

    private func permissions(_ kind: Kind) -> String {
        switch kind {
        case .callPage:
            "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), fullscreen=(self), "
                + "autoplay=(self), screen-wake-lock=(self), geolocation=(), usb=()"
        case .page, .embedded:
            "camera=(), microphone=(), display-capture=(), speaker-selection=(self), geolocation=(), usb=()"
        case .file, .worker, .sharedFile, .mailBody: "camera=(), microphone=()"
        }
    }

    private func policy(_ kind: Kind) -> String {
        switch kind {
        case .file, .sharedFile:
            "default-src 'none'; frame-ancestors 'none'"
        case .worker:
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'"
        case .mailBody:
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'self'; sandbox"
        case .page, .callPage: Self.page(socketOrigin) + "frame-ancestors 'none'"
        case .embedded(let parents):
            Self.page(socketOrigin) + "frame-ancestors " + (parents.isEmpty ? "'none'" : parents.joined(separator: " "))
        }
    }

    private static func page(_ socketOrigin: String) -> String {
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "media-src 'self' blob: mediastream:; connect-src 'self' \(socketOrigin); manifest-src 'self'; "
            + "worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; "
    }
}

// The names are tokens (RFC 9110, 5.6.2), for which the initialiser never returns nil.
extension HTTPField.Name {
    static let permissionsPolicy = Self("Permissions-Policy")!
    static let referrerPolicy = Self("Referrer-Policy")!
    static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy")!
    static let robots = Self("X-Robots-Tag")!
    static let fetchSite = Self("Sec-Fetch-Site")!
    static let forwardedFor = Self("X-Forwarded-For")!
}
