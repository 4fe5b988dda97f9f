// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// Why a program was refused, beside what a use case of appointments refuses.
public enum ProgramError: Error, Equatable, Sendable {
    /// The key of a repeatable request was used for another request.
    case otherRequest
    /// The appointment is not in the state that the program has read.
    case preconditionFailed
    /// There is no such type to be booked.
    case unknownType
    /// The caller is not, or no longer, as a request before left it in memory: ask with the key again.
    case callerChanged
}

/// A request that may come twice and must count once: its key, and SHA-256 of all that it says.
public struct RepeatableRequest: Sendable, Equatable {
    public let key: String
    public let hash: String

    public init(key: String, hash: String) {
        self.key = key
        self.hash = hash
    }
}

/// What a program gets.
public struct ProgramAnswer: Sendable {
    public let details: AppointmentDetails
    /// It was done before; nothing was done now.
    public let isRepeated: Bool

    public init(details: AppointmentDetails, isRepeated: Bool) {
        self.details = details
        self.isRepeated = isRepeated
    }

    /// Another one after every change.
    public var tag: String { Self.tag(details) }

    static func tag(_ details: AppointmentDetails) -> String { "r\(details.appointment.revision)" }
}
