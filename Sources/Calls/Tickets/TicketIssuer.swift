// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Makes and reads tickets: `base64url(payload).base64url(HMAC-SHA256(payload))`. Both characters sets are legal in a
/// `Sec-WebSocket-Protocol` token.
public struct TicketIssuer: Sendable {
    public static let lifetime: TimeInterval = 15 * 60
    /// How long after its end a ticket may still be exchanged for a new one of the same page load.
    public static let renewal: TimeInterval = 12 * 3600

    private let key: SymmetricKey
    private let limits: TicketLimits
    private let now: @Sendable () -> Date

    /// - Parameter key: 32 random bytes, kept in the database, so that a restart does not end every page.
    public init(key: [UInt8], limits: TicketLimits = TicketLimits(), now: @escaping @Sendable () -> Date = { Date() }) {
        self.key = SymmetricKey(data: key)
        self.limits = limits
        self.now = now
    }

    /// For a practitioner's page, in the room or elsewhere on the desk.
    /// - Parameter login: the stored hash of the login session's token.
    public func hostTicket(account: String, room: String, login: String) -> String {
        issue(page: RandomToken.make(), room: room, bearer: .host(account: account, login: login))
    }

    /// For a client's page on the personal link of an appointment.
    /// - Parameter address: the client's IP address; the ticket holds only a keyed hash of it.
    public func visitorTicket(
        room: String, appointment: String, revision: Int, address: String
    ) throws(TicketError) -> String {
        let source = source(of: address)
        try limits.count(source: source, link: appointment, at: now())
        let bearer = Ticket.Bearer.personal(appointment: appointment, revision: revision, source: source)
        return issue(page: RandomToken.make(), room: room, bearer: bearer)
    }

    /// For a page on the room's link.
    public func visitorTicket(room: String, slug: String, address: String) throws(TicketError) -> String {
        let source = source(of: address)
        try limits.count(source: source, link: room, at: now())
        return issue(page: RandomToken.make(), room: room, bearer: .roomLink(slug: slug, source: source))
    }

    /// Throws `invalid` or `expired`.
    public func verify(_ text: some StringProtocol) throws(TicketError) -> Ticket {
        let ticket = try read(text)
        guard ticket.expires > now() else { throw .expired }
        return ticket
    }

    /// A new ticket of the same page load, also for an expired one.
    /// - Parameter login: the stored hash of the login session that came with the request; a host's ticket needs it.
    public func renew(_ text: some StringProtocol, login: String? = nil) throws(TicketError) -> String {
        let ticket = try read(text)
        guard ticket.expires.addingTimeInterval(Self.renewal) > now() else { throw .notRenewable }
        switch ticket.bearer {
        case .host(_, let own):
            guard login == own else { throw .notRenewable }
        case .personal(let appointment, _, let source):
            try limits.count(source: source, link: appointment, at: now())
        case .roomLink(_, let source):
            try limits.count(source: source, link: ticket.room, at: now())
        }
        return renewed(ticket)
    }

    /// For the registry, which renews what it has already let in.
    func renewed(_ ticket: Ticket) -> String {
        issue(page: ticket.page, room: ticket.room, bearer: ticket.bearer)
    }

    private func issue(page: String, room: String, bearer: Ticket.Bearer) -> String {
        let expires = now().addingTimeInterval(Self.lifetime)
        let payload = Ticket(page: page, room: room, bearer: bearer, expires: expires).payload
        let signature = HMAC<SHA256>.authenticationCode(for: payload, using: key)
        return Base64URL.encode(payload) + "." + Base64URL.encode(signature)
    }

    private func read(_ text: some StringProtocol) throws(TicketError) -> Ticket {
        guard text.utf8.count <= 1024 else { throw .invalid }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let payload = Base64URL.decode(parts[0]), let signature = Base64URL.decode(parts[1]),
            HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: payload, using: key)
        else { throw .invalid }
        return try Ticket(payload: payload)
    }

    /// Stands for an address where it is counted or silenced, without naming it. Of an IPv6 address the first 64 bits
    /// count: that is what one subscriber has.
    public func source(of address: String) -> String {
        let network = address.contains(":") ? Self.network(ofIPv6: address) : address
        let code = HMAC<SHA256>.authenticationCode(for: Array("source \(network)".utf8), using: key)
        return Base64URL.encode(Array(code).prefix(12))
    }

    private static func network(ofIPv6 address: String) -> String {
        let halves = address.lowercased().components(separatedBy: "::")
        var groups = halves[0].split(separator: ":").map(String.init)
        if halves.count > 1 {
            let tail = halves[1].split(separator: ":").count
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail))
            groups += halves[1].split(separator: ":").map(String.init)
        }
        // An IPv4 address in IPv6 form is one subscriber by itself, not one of the whole IPv4 internet.
        if let last = groups.last, last.contains(".") { return last }
        return groups.prefix(4).map { Int($0, radix: 16) ?? 0 }.map { String($0, radix: 16) }.joined(separator: ":")
    }
}
