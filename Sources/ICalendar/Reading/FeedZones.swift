// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The zones of one calendar by the names (TZID) that its times use.
final class FeedZones {
    /// Of all-day events, and of zones that nobody knows.
    let floating: FeedZone
    /// Of times without a zone.
    private(set) var unnamed: FeedZone
    let utc: FeedZone
    private let definitions: [String: ZoneDefinition]
    private let window: FeedWindow
    private var known: [String: FeedZone] = [:]

    /// - Parameter name: of the zone that the calendar says it is in.
    init(definitions: [ZoneDefinition], named name: String?, floating: TimeZone, window: FeedWindow) {
        self.floating = FeedZone(floating, window: window)
        unnamed = self.floating
        utc = FeedZone.utc(window: window)
        self.window = window
        self.definitions = Dictionary(
            definitions.compactMap { definition in definition.id.map { ($0, definition) } }, uniquingKeysWith: { $1 })
        if let name { unnamed = zone(name) }
    }

    func zone(_ name: String) -> FeedZone {
        if let zone = known[name] { return zone }
        let zone = find(name)
        known[name] = zone
        return zone
    }

    /// A name of the zone database means that zone, whose rules are newer and more complete than what programs send along. Any
    /// other name means what the calendar says of it.
    private func find(_ name: String) -> FeedZone {
        if name.contains("/"), let zone = Self.named(name) { return FeedZone(zone, window: window) }
        if let definition = definitions[name], let zone = FeedZone(definition, window: window) { return zone }
        let parts = name.split(separator: "/")
        // `/mozilla.org/20070129_1/Europe/Paris`, and three parts for America/Indiana/Knox.
        let endings = [3, 2].filter { parts.count > $0 }.map { parts.suffix($0).joined(separator: "/") }
        for candidate in [WindowsZones.identifier(name)].compactMap({ $0 }) + [name] + endings {
            if let zone = Self.named(candidate) { return FeedZone(zone, window: window) }
        }
        return floating
    }

    /// Only what looks like a name of the zone database is looked up as one.
    private static func named(_ name: String) -> TimeZone? {
        let isName = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || "/_+-".utf8.contains(byte)
        }
        guard isName, name.utf8.count <= 64, name.first?.isLetter ?? false else { return nil }
        return TimeZone(identifier: name)
    }
}
