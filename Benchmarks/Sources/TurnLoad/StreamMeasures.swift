// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation
import NIOCore
import NIOPosix

/// Measures over connections; the server's processor time is taken when nothing is under way.
enum StreamMeasures {
    static func run(_ options: Options) throws -> Figures {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let loop = group.next()
        let load = try loop.submit {
            NIOLoopBound(try StreamLoad(options: options, loop: loop), eventLoop: loop)
        }.wait()
        try loop.flatSubmit {
            do { return try load.value.open() } catch { return loop.makeFailedFuture(error) }
        }.wait()
        let server = ServerProcess(options)
        let (start, before) = (load_nanoseconds(CLOCK_MONOTONIC), server?.processorSeconds ?? 0)
        try loop.submit { load.value.start() }.wait()
        usleep(useconds_t(options.seconds * 1e6))
        try loop.submit { load.value.stopSending() }.wait()
        let stopped = load_nanoseconds(CLOCK_MONOTONIC)
        // What the connections still hold is on its way.
        usleep(options.mode == .bulk ? 500_000 : 100_000)
        let (sent, received) = try loop.submit { load.value.outcome() }.wait()
        let processor = (server?.processorSeconds ?? 0) - before
        try loop.flatSubmit { load.value.close() }.wait()
        try group.syncShutdownGracefully()
        let seconds = Double(stopped - start) / 1e9
        var figures = Figures(sent: sent, received: received)
        figures.loss = 1 - Double(received) / Double(max(1, sent))
        figures.perSecond = Double(sent) / seconds
        let megabytes = Double(received * options.size) / 1e6
        figures.megabytesPerSecond = megabytes / seconds
        if processor > 0 {
            figures.serverMicroseconds = processor * 1e6 / Double(max(1, received))
            figures.serverShare = processor / seconds
            figures.megabytesPerServerSecond = megabytes / processor
        }
        return figures
    }
}
