// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import Logging
import NIOConcurrencyHelpers
public import NIOCore
import NIOPosix
import STUN
public import ServiceLifecycle

/// A STUN and TURN server.
///
/// Clients come over UDP to its loops directly, over TCP and TLS through SwiftNIO. A loop is a thread that owns its
/// clients' allocations and relay sockets; what loops share is behind one lock that only requests take.
public final class RelayServer: Service {
    private enum Phase {
        case new
        case started(RelayBinding, SharedOffice)
        case stopped
    }

    private let configuration: RelayServerConfiguration
    private let logger: Logger
    let loops: [RelayLoop]
    private let acceptor: StreamAcceptor
    private let phase = NIOLockedValueBox(Phase.new)
    private let ended: [EventLoopPromise<Void>]
    /// The machine's addresses as the loops know them.
    private let known = NIOLockedValueBox(Set<IPAddress>())
    /// An address that this machine gets is closed to peers after so long at most.
    private static let addressInterval = Duration.seconds(10)

    public init(configuration: RelayServerConfiguration, logger: Logger) throws {
        self.configuration = configuration
        self.logger = logger
        do {
            loops = try (0..<max(1, configuration.threads)).map { _ in try RelayLoop() }
        } catch {
            throw RelayServerError.noResources("\(error)")
        }
        acceptor = StreamAcceptor(inboxes: loops.map(\.inbox), limits: configuration.streams)
        ended = loops.map { _ in MultiThreadedEventLoopGroup.singleton.any().makePromise() }
    }

    deinit {
        for promise in ended { promise.succeed() }
    }

    /// Binds and serves. Blocks for the time of a few system calls, so it is not for an event loop.
    public func start() throws {
        guard case .new = phase.withLockedValue({ $0 }) else { throw RelayServerError.alreadyStarted }
        let binding = try RelayBinding(configuration, loops: loops.count, acceptor: acceptor)
        let machine = configuration.machineAddresses() ?? []
        let office = binding.office(configuration, machine: machine)
        known.withLockedValue { $0 = machine }
        for (number, loop) in loops.enumerated() {
            let promise = ended[number]
            do {
                try loop.start(
                    "relay-\(number)", listeners: binding.listeners[number], office: office,
                    ended: { promise.succeed() })
            } catch {
                for loop in loops[..<number] { loop.stop() }
                binding.close(from: number)
                throw RelayServerError.noResources("\(error)")
            }
        }
        phase.withLockedValue { $0 = .started(binding, office) }
        logger.info("TURN is served", metadata: ["udp": "\(binding.ports.udp)", "threads": "\(loops.count)"])
    }

    /// Starts unless that was done, and serves until the group shuts down.
    public func run() async throws {
        if case .new = phase.withLockedValue({ $0 }) { try start() }
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.addressInterval)) != nil { self.readAddresses() }
        }
        await stop()
    }

    /// Tells the loops when the machine's addresses have changed.
    func readAddresses() {
        guard case .started = phase.withLockedValue({ $0 }), let machine = configuration.machineAddresses() else {
            return
        }
        let hasChanged = known.withLockedValue { known in
            defer { known = machine }
            return known != machine
        }
        guard hasChanged else { return }
        logger.info("The machine's addresses have changed", metadata: ["addresses": "\(machine.count)"])
        for loop in loops { loop.adopt(ownAddresses: configuration.rules.policy.ownAddresses + machine) }
    }

    /// Ends every allocation and closes every socket. Returns when that is done.
    public func stop() async {
        let former = phase.withLockedValue { phase in
            defer { phase = .stopped }
            return phase
        }
        guard case .started(let binding, _) = former else { return }
        binding.closeStreams()
        for loop in loops { loop.stop() }
        for promise in ended { try? await promise.futureResult.get() }
        await binding.end()
    }

    /// Where it listens; nothing before `start()`.
    public var boundPorts: RelayPorts {
        guard case .started(let binding, _) = phase.withLockedValue({ $0 }) else { return RelayPorts() }
        return binding.ports
    }

    /// The sums of all loops, at most a second old.
    public var counters: RelayCounters {
        var sum = loops.reduce(into: RelayCounters()) { $0.add($1.counters) }
        sum.quotaHits.connections = acceptor.tally.refused
        sum.drops.slowClient = acceptor.tally.dropped
        return sum
    }

    /// Ends the allocations of a participant at once and refuses their credentials from now on.
    public func revoke(participant: String) {
        guard case .started(_, let office) = phase.withLockedValue({ $0 }) else { return }
        office.revoke(participant: participant, at: .now())
        for loop in loops { loop.revoke(participant: participant) }
    }

    /// Serves a client on a connection whose first byte was STUN's. On failure the caller closes the connection.
    public func accept(stream channel: any Channel, transport: ClientTransport) -> EventLoopFuture<Void> {
        acceptor.accept(channel, transport: transport)
    }
}
