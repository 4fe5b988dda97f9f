// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import CSpawn
import Dispatch
import Foundation
import ICalendar

/// Reads a stranger's calendar in a process of its own. libical works recurrences out in loops that nobody can stop from
/// within, and some rules never end; a process can be ended, and what it damages is its own.
enum CalendarProcess {
    /// Longer than the processor time that the reading process gives itself.
    private static let patience = 30
    /// Far above what the most occurrences that are read make, in bytes.
    private static let largestAnswer = 4 << 20
    private static let queue = DispatchQueue(label: "visavis.calendars")

    /// One at a time. A cancelled task ends its process.
    static let reader = CalendarReader { bytes, from, to, zone in
        let question = CalendarQuestion(
            from: from.timeIntervalSince1970, to: to.timeIntervalSince1970, zone: zone.identifier)
        let reading = ReadingProcess()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: ask(question, bytes, reading)) }
            }
        } onCancel: {
            reading.cancel()
        }
    }

    private static func ask(
        _ question: CalendarQuestion, _ bytes: [UInt8], _ reading: ReadingProcess
    ) -> Result<[BusyTime], FeedError> {
        guard !reading.isCancelled, var message = try? Array(JSONEncoder().encode(question)),
            let (process, socket) = start()
        else { return .failure(.tooSlow) }
        reading.began(process)
        defer { close(socket) }
        message.append(UInt8(ascii: "\n"))
        let output = send(message + bytes, to: socket) ? receive(from: socket) : nil
        if output == nil { kill(process, SIGKILL) }
        reading.ended()
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        // Ended by its own limits, or by us.
        guard status == 0, let output, let answer = try? JSONDecoder().decode(CalendarAnswer.self, from: output) else {
            return .failure(.tooSlow)
        }
        return answer.result
    }

    /// This same program, with a socket as its input and output, and nothing else of ours: not every library opens its sockets
    /// so that they close themselves.
    private static func start() -> (process: pid_t, socket: Int32)? {
        var sockets: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &sockets) == 0 else {
            return nil
        }
        defer { close(sockets[1]) }
        var patience = timeval(tv_sec: patience, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(sockets[0], SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, sockets[1], 0)
        posix_spawn_file_actions_adddup2(&actions, sockets[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        visavis_spawn_close_from(&actions, 3)
        let arguments = strings(["visavis", "read-calendar"])
        // No secret of the server's environment goes along.
        let kept = ["PATH", "LD_LIBRARY_PATH", "LANG"]
        let environment = strings(
            kept.compactMap { name in ProcessInfo.processInfo.environment[name].map { "\(name)=\($0)" } })
        defer { (arguments + environment).forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/proc/self/exe", &actions, nil, arguments, environment) == 0 else {
            close(sockets[0])
            return nil
        }
        return (process, sockets[0])
    }

    private static func strings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        texts.map { strdup($0) } + [nil]
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return shutdown(socket, Int32(SHUT_WR)) == 0
    }

    /// All until the other end closes; nil when it is silent for too long or says too much.
    private static func receive(from socket: Int32) -> Data? {
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(socket, &buffer, buffer.count)
            if count == 0 { return data }
            if count < 0, errno == EINTR { continue }
            guard count > 0, data.count + count <= largestAnswer else { return nil }
            data.append(contentsOf: buffer[..<count])
        }
    }
}
