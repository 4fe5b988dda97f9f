// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix

/// Opens many WebSockets from one core and measures the server: memory of an idle socket, messages a second, latency.
@main
struct SocketLoad {
    static func main() async throws {
        let options: Options
        do {
            options = try Options(Array(CommandLine.arguments.dropFirst()))
        } catch {
            print("\(error)\n\(Options.usage)")
            exit(64)
        }
        let loop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
        let load = try await loop.submit { NIOLoopBound(Load(options: options, loop: loop), eventLoop: loop) }.get()
        let server = options.pid.map { ServerProcess(pid: $0) }
        var figures = Figures(sockets: options.sockets, emptyKiB: server?.residentKiB)
        // In groups, because a page must have said hello within 10 s of its opening.
        for first in stride(from: 0, to: options.sockets, by: 200) {
            let last = min(first + 200, options.sockets)
            try await loop.flatSubmit { load.value.open(first..<last) }.get()
        }
        try await Task.sleep(for: .seconds(options.rest))
        figures.idleKiB = server?.residentKiB
        if options.seconds > 0 {
            let before = server?.processorSeconds
            try await loop.submit { load.value.start() }.get()
            try await Task.sleep(for: .seconds(options.seconds))
            let found = figures
            figures = try await loop.submit { load.value.stop(found) }.get()
            if let before, let after = server?.processorSeconds {
                figures.serverCPU = (after - before) / figures.seconds
            }
        }
        figures.lost = try await loop.submit { load.value.lost }.get()
        try figures.write()
        exit(0)
    }
}
