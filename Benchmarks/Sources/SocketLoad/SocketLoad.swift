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
        let before = Self.residentKiB(options.pid)
        for first in stride(from: 0, to: options.sockets, by: 200) {
            let last = min(first + 200, options.sockets)
            try await loop.flatSubmit { load.value.open(first..<last) }.get()
        }
        try await Task.sleep(for: .seconds(1))
        Self.reportMemory(options, before: before)
        if options.seconds > 0 {
            try await loop.submit { load.value.start() }.get()
            try await Task.sleep(for: .seconds(options.seconds))
            let report = try await loop.submit { load.value.stop() }.get()
            print(report)
        }
        exit(0)
    }

    private static func reportMemory(_ options: Options, before: Int?) {
        guard let before, let after = self.residentKiB(options.pid) else { return }
        let each = Double(after - before) / Double(options.sockets)
        print("server \(before) -> \(after) KiB, \(String(format: "%.2f", each)) KiB a socket (\(options.sockets))")
    }

    private static func residentKiB(_ pid: Int?) -> Int? {
        guard let pid, let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8) else {
            return nil
        }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }
}
