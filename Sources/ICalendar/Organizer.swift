// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// RFC 5545, 3.8.4.3.
public struct Organizer: Sendable, Equatable {
    public let name: String
    /// A mail address, already validated.
    public let address: String

    public init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    var line: ContentLine {
        ContentLine("ORGANIZER", [("CN", ParameterValue(name))], value: CalendarUserAddress(address).written)
    }
}
