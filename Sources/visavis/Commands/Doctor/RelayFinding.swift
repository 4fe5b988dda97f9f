// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import STUN
import TURN

/// What the operator reads of one address: whether it works, which hop fails, and the likely cause.
struct RelayFinding: Equatable {
    let isWell: Bool
    let lines: [String]

    /// - Parameters:
    ///   - place: which of several addresses the host has there.
    ///   - isOurs: whether this machine has an address.
    init(
        _ address: TURNURI, at place: IPAddress? = nil, _ report: RelayProbeReport,
        isOurs: (IPAddress) -> Bool = LocalAddresses().has
    ) {
        let relayed = report.allocation.relayed
        let time = Self.milliseconds(report.roundTrip)
        let fault = Self.fault(of: report, isOurs)
        isWell = fault == nil
        lines =
            [
                "\(Self.name(address, place)) \(fault == nil ? "works" : "fails"): relayed at \(relayed), there and back in \(time) ms."
            ]
            + [fault ?? Self.remark(report.outside)].map { "  \($0)" }
    }

    init(_ address: TURNURI, at place: IPAddress? = nil, _ failure: RelayProbeFailure) {
        if let place, failure == RelayProbeFailure(hop: .connection, cause: .unreachable) {
            isWell = true
            lines = [
                "\(Self.name(address, place)) was not tried.",
                "  This machine has no way there; the host's other addresses say whether the relay works.",
            ]
            return
        }
        isWell = false
        let (what, why) = RelayFault.sentences(address, failure)
        lines = ["\(Self.name(address, place)) fails: \(what)", "  \(why)"]
    }

    private static func name(_ address: TURNURI, _ place: IPAddress?) -> String {
        place.map { "\(address) at \($0)" } ?? "\(address)"
    }

    /// Relayed addresses that are right for the relay itself and wrong for everybody else, or may be: the relay hands over
    /// between its own allocations whatever address they have.
    private static func fault(of report: RelayProbeReport, _ isOurs: (IPAddress) -> Bool) -> String? {
        let relayed = report.allocation.relayed
        if let server = report.server, LocalAddresses.isPrivate(relayed.ip), !LocalAddresses.isPrivate(server.ip) {
            return
                "Peers are told \(relayed.ip), which nobody outside its network reaches, though the relay answers at "
                + "\(server.ip). Set turnPublicIp to \(server.ip)."
        }
        switch report.outside {
        case .reached:
            return nil
        case .notAllowed, .notTried:
            guard let server = report.server, server.family == relayed.family, server.ip != relayed.ip,
                !isOurs(relayed.ip)
            else { return nil }
            return
                "Peers are told \(relayed.ip), though the relay answers at \(server.ip), and nothing here can tell whether they "
                + "reach it there. Run this once from a machine in another network; if \(relayed.ip) is not the relay's, "
                + "correct turnPublicIp."
        case .unreached:
            return
                "What this machine sent to \(relayed) did not arrive. Likely the relay's UDP ports (turnRelayPorts) are "
                + "closed by a firewall or not forwarded by the NAT, or turnPublicIp is wrong, or this machine may send no UDP."
        case .unanswered:
            return "What this machine sent to \(relayed) arrived, what the relay sent back did not. Likely a firewall "
                + "at the relay lets no UDP out from turnRelayPorts."
        }
    }

    private static func remark(_ outside: RelayProbeReport.Outside) -> String {
        switch outside {
        case .reached: "The relayed address was reached from this machine, too, and answered."
        case .notAllowed:
            "Whether the relayed address can be reached from outside is not known: the relay refuses this machine as a peer. "
                + "Run this once from a machine in another network."
        default:
            "Whether the relayed address can be reached from outside is not known: this machine has no way to try it."
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }
}
