// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// What the desk shows of a client's device test.
public enum ReadinessMark: Sendable, Equatable {
    public enum Part: String, Sendable, CaseIterable {
        case camera
        case microphone
        case speaker
        case connection
    }

    case ready
    /// These were tried and are not good.
    case problem([Part])
    case untested

    /// A test that was not finished is none, unless it found a problem.
    public init(_ readiness: Readiness?) {
        guard let readiness else {
            self = .untested
            return
        }
        let devices: [(Part, String)] = [
            (.camera, readiness.camera), (.microphone, readiness.microphone), (.speaker, readiness.speaker),
        ]
        let states = devices.map { ($0.0, ReadinessResult.Device(rawValue: $0.1) ?? .untested) }
        let connection = ReadinessResult.Connection(rawValue: readiness.connection) ?? .untested
        var bad = states.filter { $0.1 != .good && $0.1 != .untested }.map(\.0)
        if connection == .blocked { bad.append(.connection) }
        if !bad.isEmpty {
            self = .problem(bad)
        } else {
            self = states.contains { $0.1 == .untested } ? .untested : .ready
        }
    }
}
