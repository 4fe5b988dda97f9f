// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A time on the wall as people type it, in minutes since midnight.
enum WallTime {
    /// Minutes, 0 to 1440: `9:00`, `09:00`, `09:00:00` (browsers), `9 h 30`, `9h`, `9`. Nil for anything else.
    static func minutes(_ text: String) -> Int? {
        let pattern = /(\d{1,2})(?:\s*[:hH.]\s*(?:(\d{2})(?::00(?:\.0+)?)?)?)?/
        let plain = text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
        guard let match = plain.wholeMatch(of: pattern), let hour = Int(match.1) else { return nil }
        let minute = match.2.flatMap { Int($0) } ?? 0
        guard minute < 60, hour * 60 + minute <= 1_440 else { return nil }
        return hour * 60 + minute
    }

    /// As time inputs want it: `09:30`. The end of the day is `00:00`, because they know no `24:00`.
    static func text(_ minutes: Int) -> String {
        let (hour, minute) = ((minutes / 60) % 24, minutes % 60)
        return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
    }
}
