// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import ICalendar

/// The other end of ``CalendarProcess``: it may use little, and ends with its question.
struct ReadCalendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-calendar", abstract: "Read a calendar from standard input, for the server.",
        shouldDisplay: false)

    private static let cpuSeconds: rlim_t = 10
    private static let memory: rlim_t = 1 << 30

    func run() throws {
        Self.limit(RLIMIT_CPU, Self.cpuSeconds)
        Self.limit(RLIMIT_AS, Self.memory)
        Self.limit(RLIMIT_FSIZE, 0)
        Self.limit(RLIMIT_CORE, 0)
        let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
        guard let line = input.firstIndex(of: UInt8(ascii: "\n")) else { throw ExitCode.failure }
        let question = try JSONDecoder().decode(CalendarQuestion.self, from: Data(input[..<line]))
        let answer = CalendarAnswer(Self.read(Array(input[(line + 1)...]), question))
        FileHandle.standardOutput.write(try JSONEncoder().encode(answer))
    }

    private static func read(_ bytes: [UInt8], _ question: CalendarQuestion) -> Result<[BusyTime], FeedError> {
        do throws(FeedError) {
            return .success(
                try CalendarFeed.busy(
                    bytes, from: Date(timeIntervalSince1970: question.from),
                    to: Date(timeIntervalSince1970: question.to),
                    floatingZone: TimeZone(identifier: question.zone) ?? .gmt))
        } catch {
            return .failure(error)
        }
    }

    private static func limit(_ resource: __rlimit_resource, _ most: rlim_t) {
        var limit = rlimit(rlim_cur: most, rlim_max: most)
        setrlimit(Int32(resource.rawValue), &limit)
    }
}
