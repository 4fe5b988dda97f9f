// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix

/// All sockets of a run, on one event loop.
final class Load {
    private let options: Options
    private let loop: any EventLoop
    private let tally = Tally()
    private var sockets: [LoadSocket] = []
    private var next = 0
    private var started = NIODeadline.now()
    private var clock: RepeatedTask?

    init(options: Options, loop: any EventLoop) {
        self.options = options
        self.loop = loop
    }

    /// Succeeds when all of them have ended their plans.
    func open(_ range: Range<Int>) -> EventLoopFuture<Void> {
        let opened = range.map { index in
            let plan = self.options.plans.isEmpty ? Plan(protocols: self.options.protocols) : self.options.plans[index]
            return self.open(plan)
        }
        return EventLoopFuture.andAllSucceed(opened, on: self.loop)
    }

    private func open(_ plan: Plan) -> EventLoopFuture<Void> {
        let ready = self.loop.makePromise(of: Void.self)
        let socket = LoadSocket(options: self.options, plan: plan, tally: self.tally, ready: ready)
        self.sockets.append(socket)
        let bound = NIOLoopBound(socket, eventLoop: self.loop)
        let request = ByteBuffer(string: self.handshake(plan))
        ClientBootstrap(group: self.loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(bound.value) }
            }
            .connect(host: self.options.host, port: self.options.port)
            .flatMap { $0.writeAndFlush(request) }
            .whenFailure { ready.fail($0) }
        return ready.futureResult
    }

    private func handshake(_ plan: Plan) -> String {
        // A site answers only to the name it is known by, which its origin ends in.
        let authority = self.options.origin?.split(separator: "/").last.map(String.init)
        var lines = [
            "GET \(self.options.path) HTTP/1.1",
            "Host: \(authority ?? "\(self.options.host):\(self.options.port)")",
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ]
        if let protocols = plan.protocols { lines.append("Sec-WebSocket-Protocol: \(protocols)") }
        if let origin = self.options.origin { lines.append("Origin: \(origin)") }
        return lines.joined(separator: "\r\n") + "\r\n\r\n"
    }

    var lost: Int { self.tally.lost }

    func start() {
        self.tally.start()
        self.started = .now()
        if self.options.rate == 0 {
            for index in stride(from: 0, to: self.sockets.count, by: self.options.isPaired ? 2 : 1) {
                for _ in 0..<self.options.window { self.sockets[index].sendMeasured() }
                self.sockets[index].flush()
            }
        } else {
            let tick = TimeAmount.milliseconds(1)
            let bound = NIOLoopBound(self, eventLoop: self.loop)
            self.clock = self.loop.scheduleRepeatedTask(initialDelay: tick, delay: tick) { _ in bound.value.sendDue() }
        }
    }

    /// A message that goes late, because the server or this load was slow, counts from when it was due.
    private func sendDue() {
        let now = NIODeadline.now()
        let interval = 1e9 / Double(self.options.rate)
        while true {
            let due = self.started + .nanoseconds(Int64(Double(self.tally.sent) * interval))
            guard due <= now else { break }
            let socket = self.sockets[self.next]
            socket.sendMeasured(due: due)
            socket.flush()
            self.next = (self.next + 1) % self.sockets.count
        }
    }

    func stop(_ start: Figures) -> Figures {
        self.tally.isRunning = false
        self.clock?.cancel()
        var figures = start
        figures.seconds = Double((NIODeadline.now() - self.started).nanoseconds) / 1e9
        figures.sent = self.tally.sent
        figures.arrived = self.tally.arrivals
        figures.perSecond = Double(self.tally.arrivals) / figures.seconds
        (figures.p50, figures.p99, figures.p999) = self.tally.percentiles()
        return figures
    }
}
