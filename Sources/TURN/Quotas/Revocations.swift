// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Participants that were sent away. Names are never given out twice, so one that was sent away stays so; it is forgotten
/// when no credential of that name can be valid any more.
struct Revocations: Sendable {
    /// Longer than any credential lasts.
    static let memory: Int64 = 2 * 24 * 3_600

    private var since: [String: Int64] = [:]

    var count: Int { since.count }

    func contains(_ participant: String) -> Bool { since[participant] != nil }

    mutating func insert(_ participant: String, at unixSeconds: Int64) { since[participant] = unixSeconds }

    mutating func forget(at unixSeconds: Int64) {
        guard since.contains(where: { unixSeconds - $0.value > Self.memory }) else { return }
        since = since.filter { unixSeconds - $0.value <= Self.memory }
    }
}
