// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The server under load, as the kernel counts it.
struct ServerProcess {
    let pid: Int

    var residentKiB: Int? {
        let status = try? String(contentsOfFile: "/proc/\(self.pid)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }
    }

    /// Seconds of processor time, of all threads.
    var processorSeconds: Double? {
        let text = try? String(contentsOfFile: "/proc/\(self.pid)/stat", encoding: .utf8)
        // The program's name is in brackets and may hold spaces; what follows it is counted from field 3 (proc(5)).
        let fields = text?.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
}
