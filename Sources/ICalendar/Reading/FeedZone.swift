// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CICal
import Foundation

/// How a wall's times become instants, in seconds since 1970: by the rules of a zone that has a name, or by those that the
/// calendar brought along.
final class FeedZone {
    private enum Rules {
        case named(TimeZone)
        /// An `icaltimezone`, owned.
        case brought(OpaquePointer)
    }

    static func utc(window: FeedWindow) -> FeedZone { FeedZone(.gmt, window: window) }

    private let rules: Rules
    private let window: FeedWindow
    /// By day on the wall, the offsets a day before and after it, which are equal unless the clock is set around it.
    private var offsets: [Int: (before: Int, after: Int)] = [:]

    init(_ zone: TimeZone, window: FeedWindow) {
        rules = .named(zone)
        self.window = window
    }

    /// Nil when libical makes nothing of it.
    init?(_ definition: ZoneDefinition, window: FeedWindow) {
        guard Libical.isReady, let text = definition.written, let component = icalparser_parse_string(text) else {
            return nil
        }
        guard icalcomponent_isa(component) == ICAL_VTIMEZONE_COMPONENT, let zone = icaltimezone_new() else {
            icalcomponent_free(component)
            return nil
        }
        guard icaltimezone_set_component(zone, component) != 0 else {
            icalcomponent_free(component)
            icaltimezone_free(zone, 1)
            return nil
        }
        rules = .brought(zone)
        self.window = window
    }

    deinit {
        if case .brought(let zone) = rules { icaltimezone_free(zone, 1) }
    }

    /// The first instant when the wall shows a time; a time that the clock jumps over is taken as if it had not jumped yet
    /// (RFC 5545, 3.3.5).
    func instant(wall: Int) -> Int {
        let (before, after) = offsets(around: wall)
        let instant = wall - before
        if before == after || offset(at: instant) == before { return instant }
        return offset(at: wall - after) == after ? wall - after : instant
    }

    /// What the wall shows at an instant.
    func wall(at instant: Int) -> Int { instant + offset(at: instant) }

    private func offsets(around wall: Int) -> (before: Int, after: Int) {
        let day = (Double(wall) / 86_400).rounded(.down)
        if let known = offsets[Int(day)] { return known }
        let found = (offset(at: (Int(day) - 1) * 86_400), offset(at: (Int(day) + 2) * 86_400))
        offsets[Int(day)] = found
        return found
    }

    private func offset(at instant: Int) -> Int {
        let instant = window.nearest(instant)
        switch rules {
        case .named(let zone):
            return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
        case .brought(let zone):
            var time = Libical.time(wall: instant)
            return Int(icaltimezone_get_utc_offset_of_utc_time(zone, &time, nil))
        }
    }
}
