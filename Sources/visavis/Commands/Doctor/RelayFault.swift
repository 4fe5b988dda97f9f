// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import STUN
import TURN

/// The words for a failed hop: what happened, and the likely cause.
enum RelayFault {
    static func sentences(_ address: TURNURI, _ failure: RelayProbeFailure) -> (what: String, why: String) {
        switch (failure.hop, failure.cause) {
        case (.relayToRelay(let one, let other), _):
            (
                "allocated, but nothing came from \(one) to \(other).",
                "Likely the relay's own address is wrong (turnPublicIp), or its quotas are used up; its metrics say more."
            )
        case (.permission(let relayed), .response(.forbidden, _)):
            (
                "it refuses its own relayed address \(relayed) as a peer (403), so two relayed clients never meet.",
                "Likely turnPublicIp is not the address that the relay gives, or a relay in front of it gives others."
            )
        case (_, .response(let code, _)):
            (Self.answered(code, failure.hop), Self.reason(code))
        case (.connection, let cause), (.allocation, let cause), (.permission, let cause):
            Self.unconnected(address, cause)
        }
    }

    private static func answered(_ code: ErrorCode, _ hop: RelayProbeFailure.Hop) -> String {
        let asked = hop == .allocation ? "an allocation" : "a permission"
        let phrase = "\(code.phrase)"
        return "it answers, and refuses \(asked) with \(code.rawValue)\(phrase.isEmpty ? "" : " (\(phrase))")."
    }

    private static func reason(_ code: ErrorCode) -> String {
        switch code {
        case .unauthenticated:
            "Likely its secret is not the one given here (turnSecret), or one of the two clocks is wrong."
        case .wrongCredentials: "Likely another program answers in the relay's place."
        case .staleNonce: "Likely several relays share this address and do not know each other's clients."
        case .allocationQuotaReached: "Its quota for one participant is used up (turnAllocationsPerParticipant)."
        case .insufficientCapacity: "It is full: no port of turnRelayPorts is free, or turnAllocations is reached."
        case .tryAlternate: "It sends clients on to turnAlternates: examine those."
        case .addressFamilyNotSupported: "It has no relay address of this family (turnPublicIp)."
        case .forbidden: "It forbids this user allocations."
        case .badRequest: "Likely it is no TURN server, or an old one."
        default: "Its log may say more."
        }
    }

    private static func unconnected(_ address: TURNURI, _ cause: TURNClientError) -> (what: String, why: String) {
        let port = "\(address.transport == .udp ? "UDP" : "TCP") port \(address.port)"
        switch cause {
        case .unknownHost:
            return ("the name \(address.host) has no address.", "Likely it is mistyped, or its DNS record is missing.")
        case .refused:
            return (
                "\(port) is refused.",
                "Nobody listens there: the relay does not run, or listens on another port or address (turnPort, turnHost)."
            )
        case .unreachable:
            return ("\(address.host) cannot be reached.", "This machine has no route there, or a firewall forbids it.")
        case .connectionTimedOut where address.transport == .udp, .unanswered where address.transport == .udp:
            return (
                "no answer from \(port).",
                "Likely a firewall closes it, or the NAT in front of the relay does not forward it; "
                    + "or the network of this machine lets no UDP out."
            )
        case .connectionTimedOut:
            return ("no answer from \(port).", "Likely a firewall closes it, or the NAT does not forward it.")
        case .unanswered:
            return (
                "\(port) is open, and a request is not answered.",
                "Likely something else listens there, such as a proxy that does not pass TURN on."
            )
        case .closed, .invalidAnswer:
            return (
                "\(port) is open, and what answers is no TURN server.",
                "Likely a web server or a proxy that does not pass TURN on listens there."
            )
        case .certificate(let fault):
            return Self.certificate(address, fault)
        case .tls(let text):
            return (
                "the TLS handshake fails: \(text)", "Likely \(port) serves no TLS, or only versions older than 1.2."
            )
        case .response(let code, _):
            return (Self.answered(code, .allocation), Self.reason(code))
        }
    }

    private static func certificate(_ address: TURNURI, _ fault: CertificateFault) -> (what: String, why: String) {
        switch fault {
        case .expired(let at):
            ("its certificate has expired on \(Self.day(at)).", "Renew it and restart the server (tlsCertificate).")
        case .notYetValid(let from):
            ("its certificate is valid only from \(Self.day(from)).", "Likely this machine's clock is wrong.")
        case .otherName:
            (
                "its certificate is not for \(address.host).",
                "Name the host for which it was made in turnUrls, or get one for this name (tlsCertificate)."
            )
        case .untrusted:
            (
                "its certificate is not trusted.",
                "It was made by itself or by someone unknown, or tlsCertificate lacks the certificates between it and the root."
            )
        }
    }

    private static func day(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601.year().month().day())
    }
}
