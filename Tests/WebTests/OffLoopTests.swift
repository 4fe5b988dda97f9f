// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import Web

@Suite("Long requests leave the event loop")
struct OffLoopTests {
    /// Runs tasks on one event loop, as a connection's do.
    private final class OnLoop: TaskExecutor {
        private let loop: any EventLoop

        init(_ loop: any EventLoop) { self.loop = loop }

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    @Test("what a page computes is in no other connection's way, and its answer is handed over on the loop")
    func leaves() async throws {
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let loop = channel.eventLoop
        let context = PageContext(
            source: ApplicationRequestContextSource(channel: channel, logger: Logger(label: "test")))
        let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/desk")
        try await withTaskExecutorPreference(OnLoop(loop)) {
            #expect(loop.inEventLoop)
            let answer = try await OffLoop().handle(
                Request(head: head, body: RequestBody(buffer: ByteBuffer())), context: context
            ) { _, _ in
                #expect(!loop.inEventLoop)
                return Response(status: .ok)
            }
            #expect(loop.inEventLoop && answer.status == .ok)
        }
        try await channel.close()
    }
}
