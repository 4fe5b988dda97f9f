// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// What a mail says besides the appointment itself. Each kind takes what it has a place for.
public struct MailFacts: Sendable, Equatable, Codable {
    /// Other times: the proposed ones, or free ones to choose from.
    public var alternatives: [Date]
    /// What the practitioner, or the client who cancels, says in their own words; shown as text.
    public var words: String
    /// When the appointment was before it was moved.
    public var previousStart: Date?
    /// How late the practitioner will be.
    public var delayMinutes: Int?
    /// When the client came, who was then not let in.
    public var arrivedAt: Date?
    /// When they asked to enter last.
    public var askedAt: Date?
    /// The client's offset that the hour was agreed with, in seconds east of Greenwich, where it is another one now.
    public var agreedOffset: Int?
    /// Whether the client's calendar may hold the appointment, so that a mail that ends it takes it out again. Nil: whether a
    /// mail with a calendar part was written for it before.
    public var wasAnnounced: Bool?
    /// The calendar entry that another practitioner's takes the place of.
    var formerEntry: FormerEntry?

    public init(
        alternatives: [Date] = [], words: String = "", previousStart: Date? = nil, delayMinutes: Int? = nil,
        arrivedAt: Date? = nil, askedAt: Date? = nil, agreedOffset: Int? = nil, wasAnnounced: Bool? = nil
    ) {
        self.alternatives = alternatives
        self.words = words
        self.previousStart = previousStart
        self.delayMinutes = delayMinutes
        self.arrivedAt = arrivedAt
        self.askedAt = askedAt
        self.agreedOffset = agreedOffset
        self.wasAnnounced = wasAnnounced
    }
}

/// An appointment as calendars hold it under the organizer who gave it away: RFC 5546 knows no change of the organizer but an end
/// of the one entry and the beginning of another.
struct FormerEntry: Sendable, Equatable, Codable {
    let uid: String
    /// Higher than what the calendars hold.
    let sequence: Int
    /// The organizer's account.
    let hostID: String
}
