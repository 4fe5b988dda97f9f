// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// What happened in a practice, week by week, in numbers that name nobody.
public struct FigureBook: Sendable {
    public struct Week: Sendable, Equatable {
        public let start: Date
        /// All that were to take place, whatever became of them; without requests that came to nothing.
        public internal(set) var appointments = 0
        public internal(set) var held = 0
        /// To which nobody came.
        public internal(set) var missed = 0
        /// The client was there, and there was no call.
        public internal(set) var inVain = 0
        public internal(set) var mails = 0
        /// From booking to the hour; nil in a week without appointments.
        public internal(set) var leadDays: Double?
    }

    public static let weeks = 26

    private let store: any Store
    private let clock: WallClock

    public init(store: any Store, clock: WallClock = .system) {
        self.store = store
        self.clock = clock
    }

    /// The latest weeks, this one last; they begin on Mondays in the practice's zone.
    /// - Throws: ``AccountError/notFound`` when the account may not administer.
    public func figures(by owner: Account) async throws -> [Week] {
        guard Access.mayAdminister(owner) else { throw AccountError.notFound }
        let now = clock.now
        return try await store.read { transaction in
            let zone = try transaction.practice.find(id: owner.practiceID)?.timeZone ?? owner.timeZone
            let today = LocalDay(now, in: TimeZone(identifier: zone) ?? .gmt)
            let monday = today.advanced(by: 1 - today.weekday).start(in: TimeZone(identifier: zone) ?? .gmt)
            let from = monday.addingTimeInterval(-Double(Self.weeks - 1) * 604_800)
            let to = monday.addingTimeInterval(604_800)
            var weeks = (0..<Self.weeks).map { Week(start: from.addingTimeInterval(Double($0) * 604_800)) }
            var counts: [WeekCount] = []
            for practitioner in try transaction.practitioners.list() {
                counts += try transaction.appointments.weeks(
                    practitionerID: practitioner.accountID, opensBefore: practitioner.knockMinutesBefore,
                    closesAfter: practitioner.knockMinutesAfter, from: from, to: to)
            }
            Self.add(counts, to: &weeks)
            for count in try transaction.outbox.weeks(practiceID: owner.practiceID, from: from, to: to)
            where weeks.indices.contains(count.week) { weeks[count.week].mails += count.count }
            return weeks
        }
    }

    private static func add(_ counts: [WeekCount], to weeks: inout [Week]) {
        var lead = Array(repeating: 0.0, count: weeks.count)
        for count in counts where weeks.indices.contains(count.week) {
            switch count.state {
            case .confirmed, .cancelled: break
            case .held: weeks[count.week].held += count.count
            case .missed:
                weeks[count.week].missed += count.count - count.inVain
                weeks[count.week].inVain += count.inVain
            case .requested, .declined, .expired, nil: continue
            }
            weeks[count.week].appointments += count.count
            lead[count.week] += Double(count.lead) / 86_400_000
        }
        for index in weeks.indices where weeks[index].appointments > 0 {
            weeks[index].leadDays = max(0, lead[index] / Double(weeks[index].appointments))
        }
    }
}
