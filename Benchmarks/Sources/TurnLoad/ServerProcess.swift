// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// The server under load, as the kernel counts it.
struct ServerProcess {
    let pid: pid_t
    /// Works for the server when its core is overloaded, in a thread of the kernel's own.
    let kernelPid: pid_t?

    init?(_ options: Options) {
        guard let pid = options.pid else { return nil }
        self.pid = pid
        self.kernelPid = options.kernelPid
    }

    var residentKiB: Int? {
        let status = try? String(contentsOfFile: "/proc/\(self.pid)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }

    /// Seconds of processor time, of all threads.
    var processorSeconds: Double {
        let times = [self.pid, self.kernelPid].compactMap { $0 }.map { load_processor_time($0) }
        return Double(times.reduce(0) { $0 + max(0, $1) }) / 1e9
    }
}
