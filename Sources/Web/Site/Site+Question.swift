// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Foundation
import Scheduling
import Storage
import Words

extension Site {
    /// What is to be known before an appointment is moved to a time, or the time is proposed for it.
    func question(
        _ details: AppointmentDetails, _ start: Date, _ account: Account, _ words: Catalog
    ) async throws -> DeskMoveView.Question {
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        var wanted = details.appointment
        wanted.startsAt = start
        let standing = try await book.standings(of: [wanted], by: account)[wanted.id] ?? SlotStanding()
        var refusal: String?
        if start <= clock.now { refusal = FieldProblem.past.sentence(words) }
        if start == details.appointment.startsAt { refusal = words("desk_move_same") }
        if let other = standing.confirmed.first {
            let what = words.time(other.startsAt, in: zone) + ", " + other.clientName
            refusal = words("desk_request_conflict", ["what": what])
        }
        let warnings =
            (standing.isBusyElsewhere ? [words("desk_request_busy")] : [])
            + (standing.isOutsideHours ? [words("desk_request_outside")] : [])
            + (standing.rivals.isEmpty ? [] : [RequestNote.rivals(standing.rivals.count, words)])
        let moments = words.moments(start, in: zone, and: details.clientZone, now: clock.now)
        let values = fieldValues(start, account)
        return DeskMoveView.Question(
            when: moments[0], whenForClient: moments.dropFirst().first,
            warnings: warnings, refusal: refusal, day: values["day"] ?? "", time: values["time"] ?? "")
    }

    /// A time as two fields have it, `day` and `time`, in the account's zone.
    func fieldValues(_ date: Date, _ account: Account) -> [String: String] {
        let zone = TimeZone(identifier: account.timeZone) ?? .gmt
        let minute = CalendarLayout(zone: zone).minute(of: date)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return ["day": LocalDay(date, in: zone).description, "time": "\(two(minute / 60)):\(two(minute % 60))"]
    }
}
