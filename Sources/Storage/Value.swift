// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a column holds. Instants are integers of milliseconds since 1970, truths are 0 and 1: both databases agree on those.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case data(Data)

    public init(_ text: String?) { self = text.map(Value.text) ?? .null }
    public init(_ integer: Int?) { self = integer.map { .integer(Int64($0)) } ?? .null }
    public init(_ truth: Bool) { self = .integer(truth ? 1 : 0) }
    public init(_ data: Data?) { self = data.map(Value.data) ?? .null }
    public init(_ instant: Date?) { self = instant.map { .integer($0.storedMilliseconds) } ?? .null }
    public init<Word: RawRepresentable>(_ word: Word) where Word.RawValue == String { self = .text(word.rawValue) }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
}

extension Date {
    /// What a table holds of an instant: whole milliseconds since 1970.
    public var storedMilliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    public init(storedMilliseconds milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// The instant as it comes back from a table.
    public var asStored: Date { Date(storedMilliseconds: storedMilliseconds) }
}
