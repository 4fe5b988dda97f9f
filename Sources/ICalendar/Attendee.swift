// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5545, 3.8.4.1.
public struct Attendee: Sendable, Equatable {
    /// RFC 5545, 3.2.12.
    public enum Participation: String, Sendable {
        case needsAction = "NEEDS-ACTION"
        case accepted = "ACCEPTED"
        case declined = "DECLINED"
    }

    public let name: String
    /// A mail address, already validated.
    public let address: String
    public let participation: Participation
    /// Whether the organiser wants an answer.
    public let isAnswerExpected: Bool
    /// BCP 47, of the name.
    public let language: String

    public init(
        name: String, address: String, participation: Participation, isAnswerExpected: Bool = false, language: String
    ) {
        self.name = name
        self.address = address
        self.participation = participation
        self.isAnswerExpected = isAnswerExpected
        self.language = language
    }

    var line: ContentLine {
        ContentLine(
            "ATTENDEE",
            [
                ("CUTYPE", "INDIVIDUAL"), ("ROLE", "REQ-PARTICIPANT"),
                ("PARTSTAT", ParameterValue(participation.rawValue)),
                ("RSVP", isAnswerExpected ? "TRUE" : "FALSE"), ("LANGUAGE", ParameterValue(language)),
                ("CN", ParameterValue(name)),
            ],
            value: CalendarUserAddress(address).written)
    }
}
