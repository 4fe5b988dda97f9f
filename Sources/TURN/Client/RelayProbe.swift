// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import NIOCore
public import NIOPosix
import STUN

/// Tries a relay as two clients would use it, through one of its addresses: allocate twice, permit each other, send from one
/// relayed address to the other and back. Then tries the relayed address from outside, because a relay hands over between
/// two addresses of its own without the network, however wrong they are.
public struct RelayProbe: Sendable {
    private let uri: TURNURI
    private let credential: EphemeralCredential
    private let configuration: TURNClientConfiguration
    private let group: any EventLoopGroup

    public init(
        _ uri: TURNURI, credential: EphemeralCredential, configuration: TURNClientConfiguration = .init(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.uri = uri
        self.credential = credential
        self.configuration = configuration
        self.group = group
    }

    public func run() async throws(RelayProbeFailure) -> RelayProbeReport {
        let first = try await self.connect()
        do throws(RelayProbeFailure) {
            let second = try await self.connect()
            do throws(RelayProbeFailure) {
                let report = try await self.run(first, second)
                await self.end(first, second)
                return report
            } catch {
                await self.end(second)
                throw error
            }
        } catch {
            await self.end(first)
            throw error
        }
    }

    private func run(_ first: TURNClient, _ second: TURNClient) async throws(RelayProbeFailure) -> RelayProbeReport {
        let one = try await Self.at(.allocation) { () throws(TURNClientError) in try await first.allocate() }
        let two = try await Self.at(.allocation) { () throws(TURNClientError) in try await second.allocate() }
        try await Self.at(.permission(one.relayed)) { () throws(TURNClientError) in
            try await first.permit([two.relayed.ip])
            try await second.permit([one.relayed.ip])
        }
        let there = await self.travel(first, two.relayed, second)
        let back = await self.travel(second, one.relayed, first)
        guard let there, let back else {
            throw RelayProbeFailure(hop: .relayToRelay(one.relayed, two.relayed), cause: .unanswered)
        }
        let outside = await self.probeOutside(first, one)
        return RelayProbeReport(
            server: first.server, allocation: one, roundTrip: there + back, outside: outside)
    }

    private func connect() async throws(RelayProbeFailure) -> TURNClient {
        try await Self.at(.connection) { () throws(TURNClientError) in
            try await TURNClient.connect(
                to: self.uri, credential: self.credential, configuration: self.configuration, group: self.group)
        }
    }

    private static func at<Value>(
        _ hop: RelayProbeFailure.Hop, _ body: () async throws(TURNClientError) -> Value
    ) async throws(RelayProbeFailure) -> Value {
        do throws(TURNClientError) {
            return try await body()
        } catch {
            throw RelayProbeFailure(hop: hop, cause: error)
        }
    }

    /// How long a datagram took from one client to the other; nil when none of several arrived.
    private func travel(_ sender: TURNClient, _ address: TransportAddress, _ receiver: TURNClient) async -> Duration? {
        await DatagramTrial(patience: self.configuration.patience).run { payload in
            sender.send(payload, to: address)
        } received: { number in
            for await datagram in receiver.datagrams {
                if let found = number(datagram.payload) { return found }
            }
            return nil
        }
    }

    /// From a plain socket of this machine to the relayed address and back.
    private func probeOutside(_ client: TURNClient, _ allocation: ClientAllocation) async -> RelayProbeReport.Outside {
        // The relay's own address is a peer on relay ports alone, which a plain socket has none of.
        if allocation.mapped.ip == allocation.relayed.ip { return .notAllowed }
        do throws(TURNClientError) {
            try await client.permit([allocation.mapped.ip])
        } catch {
            return error.isForbidden ? .notAllowed : .notTried
        }
        guard let outsider = try? await OutsideSocket.open(toward: allocation.relayed, group: self.group) else {
            return .notTried
        }
        let patience = self.configuration.patience
        let inward = await DatagramTrial(patience: patience).run { payload in
            outsider.send(payload)
        } received: { number in
            for await datagram in client.datagrams {
                guard let found = number(datagram.payload) else { continue }
                outsider.saw(from: datagram.peer)
                return found
            }
            return nil
        }
        guard inward != nil, let peer = outsider.seenAs else {
            await outsider.close()
            return .unreached
        }
        let outward = await DatagramTrial(patience: patience).run { payload in
            client.send(payload, to: peer)
        } received: { number in
            for await payload in outsider.payloads {
                if let found = number(payload) { return found }
            }
            return nil
        }
        await outsider.close()
        return outward == nil ? .unanswered : .reached
    }

    private func end(_ clients: TURNClient...) async {
        for client in clients {
            _ = try? await client.refresh(lifetime: 0)
            await client.close()
        }
    }
}

extension TURNClientError {
    fileprivate var isForbidden: Bool {
        guard case .response(.forbidden, _) = self else { return false }
        return true
    }
}
