// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Scheduling
import Storage
import Words

extension Site {
    /// What kind of page it is, as far as headers and caching go.
    enum PageKind {
        /// The same for everybody in one language.
        case open
        /// About one person: never stored, not indexed.
        case personal
        /// Personal, and camera and microphone may be used.
        case call
    }

    func words(_ context: PageContext) -> Catalog { catalogs[context.language] }

    /// A page as an answer.
    /// - Parameters:
    ///   - language: the language of the person whom the page is for, where the reader has not chosen one.
    ///   - subject: whom the page's forms are made for; the login session by default.
    ///   - embedding: the page stands in a frame of another site.
    ///   - back: this page's address, where it is more than its path.
    func page(
        _ view: some View, _ request: Request, _ context: PageContext, kind: PageKind,
        status: HTTPResponse.Status = .ok,
        language: Language? = nil, subject: String? = nil, embedding: Embedding? = nil, back: String? = nil
    ) async throws -> Response {
        let practice = try await store.read { try $0.practice.find()?.name }
        var context = context
        if let language, !context.hasChosenLanguage { context.language = language }
        let frame = frame(
            request, context, practice: practice ?? "Vis-à-vis", kind: kind, subject: subject, embedding: embedding,
            back: back)
        let page = try WrittenPage(templates.render(view, frame: frame), compressed: context.acceptsGzip)
        return answer(page, kind: kind, status: status, context: context, embedding: embedding)
    }

    func frame(
        _ request: Request, _ context: PageContext, practice: String, kind: PageKind, subject: String? = nil,
        embedding: Embedding? = nil, back: String? = nil
    ) -> Frame {
        let notice = request.uri.queryParameters[Self.noticeParameter[...]].flatMap { Notice(rawValue: String($0)) }
        return Frame(
            words: words(context), practice: practice, assets: "/assets/\(assets.version)", blur: assets.blurFolder,
            path: request.method == .get ? back ?? request.uri.path : nil,
            account: context.login.map {
                Frame.Account(
                    name: $0.account.name, isOwner: $0.account.isOwner, isPractitioner: $0.account.isPractitioner)
            },
            formToken: formTokens.token(for: subject ?? context.login?.sessionHash ?? "", now: clock.now),
            isCallPage: kind == .call, notice: notice?.sentence(words(context)), isEmbedded: embedding != nil,
            embedParent: embedding?.parent)
    }

    /// A page that is written, with the headers of its kind.
    func answer(
        _ page: WrittenPage, kind: PageKind, status: HTTPResponse.Status = .ok, context: PageContext,
        embedding: Embedding? = nil
    ) -> Response {
        var headers = securityHeaders.fields(
            embedding.map { .embedded(parents: $0.parents) } ?? (kind == .call ? .callPage : .page))
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = context.language.rawValue
        headers[.vary] = "Cookie, Accept-Language, Accept-Encoding"
        headers[.cacheControl] = kind == .open ? "no-cache" : "no-store"
        if kind != .open { headers[.robots] = "noindex, nofollow" }
        guard context.acceptsGzip, let compressed = page.compressed else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: page.plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: .init(byteBuffer: compressed))
    }

    /// The page that a refusal is shown as. Never throws for want of the database.
    func errorPage(_ problem: WebError, id: String, request: Request, context: PageContext) throws -> Response {
        let view = ErrorView(status: problem.status.code, reason: problem.reason, id: id)
        let frame = frame(request, context, practice: "Vis-à-vis", kind: .personal)
        let page = try WrittenPage(templates.render(view, frame: frame), compressed: context.acceptsGzip)
        return answer(page, kind: .personal, status: problem.status, context: context)
    }

    /// Problem details (RFC 9457).
    func problemDetails(_ problem: WebError, id: String) -> Response {
        struct Details: Encodable {
            let type: String
            let title: String
            let status: Int
            let instance: String
            /// The reason of the closed list, for programs.
            let reason: String
        }
        let details = Details(
            type: "about:blank", title: problem.status.reasonPhrase,
            status: problem.status.code, instance: "urn:request:\(id)",
            reason: problem.reason)
        let body = (try? JSONEncoder().encode(details)) ?? Data()
        return Response(
            status: problem.status, headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// To another page after a form (303, RFC 9110, 15.4.4).
    /// - Parameter notice: what was done, said once on that page.
    func redirect(_ url: SiteURL, notice: Notice? = nil) -> Response { redirect(path: url.path, notice: notice) }

    /// The same to an address of ours that may have a query already.
    func redirect(path: String, notice: Notice? = nil) -> Response {
        let query = notice.map { "\(path.contains("?") ? "&" : "?")\(Self.noticeParameter)=\($0.rawValue)" } ?? ""
        return Response(status: .seeOther, headers: [.location: path + query, .cacheControl: "no-store"])
    }

    /// The same, to an address with a query.
    func redirect(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    static var noticeParameter: String { "notice" }

    /// The form of a POST, whose token must be the one its page was given.
    /// - Throws: ``WebError``.
    func form(
        _ request: Request, _ context: PageContext, fields: Set<String>, subject: String? = nil,
        checksToken: Bool = true
    ) async throws -> Form {
        guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
            throw WebError.malformed
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: context.maxUploadSize)
        } catch {
            throw WebError.tooLarge
        }
        let form: Form
        do {
            form = try Form(body.readableBytesView, allowed: fields.union(["formToken"]))
        } catch {
            context.logger.info("form refused", metadata: ["why": "\(error)"])
            throw WebError.malformed
        }
        guard checksToken else { return form }
        let subject = subject ?? context.login?.sessionHash ?? ""
        guard formTokens.isValid(form["formToken"], for: subject, now: clock.now) else { throw WebError.formExpired }
        return form
    }
}
