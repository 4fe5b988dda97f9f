// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The rules of one room (section 4 of the design) as a state machine: what happens goes in with the time, what must be
/// done comes out. It has no clock, no socket and no secret; the same events at the same times give the same actions.
public struct Room: Sendable {
    public typealias Instant = ContinuousClock.Instant

    public let id: RoomID
    let limits: RoomLimits
    let secrets: any RoomSecrets
    var settings: RoomSettings

    var isLocked: Bool
    var host: HostPresence
    /// What the host's page shows, before a call as in one.
    var hostMedia: MediaState
    var hostPages: [HostPage] = []
    /// Everybody who is here on a client's link. The guest is among them exactly while its socket is there.
    var visitors: [Visitor] = []
    var call: Call?
    var ended: EndedCall?
    var silenced: [String: Instant]
    /// Pages that a newer one took over from; without "take back" they stay out. The newest few.
    var superseded: [Page] = []

    /// The last moment that the room has dealt with.
    var clock: Instant
    var revision = 0
    var persisted: RoomRecord
    var batch = Batch()

    /// A restored call keeps its seats until `now` + 120 s, lock and roles as they were; a restored host is expected back
    /// within the grace of a dropped socket (rule 13).
    public init(
        id: RoomID, settings: RoomSettings, limits: RoomLimits = RoomLimits(), restored: RoomRecord? = nil,
        secrets: any RoomSecrets, now: Instant
    ) {
        let record = restored ?? RoomRecord()
        self.id = id
        self.settings = settings
        self.limits = limits
        self.secrets = secrets
        isLocked = record.isLocked
        host = record.hostPage.map { .away($0, until: now + limits.hostGrace) } ?? .absent
        call = record.call.map { Call(restoring: $0, seatDeadline: now + limits.seat) }
        hostMedia = record.call?.host.media ?? MediaState()
        silenced = record.silenced
        clock = now
        persisted = record
    }

    /// Deals with what happened. What was due *before* `now` happens first; what is due at this very instant has not
    /// happened yet, so of an answer and a time-out at the same instant the one that reaches the room first counts.
    public mutating func handle(_ event: RoomEvent, at now: Instant) -> [RoomAction] {
        let now = max(now, clock)
        while let due = nextDeadline, due < now { expire(at: due) }
        clock = now
        apply(event, at: now)
        return finish(at: now)
    }

    /// Lets time pass: everything due by `now` happens, in the order in which it was due.
    public mutating func advance(to now: Instant) -> [RoomAction] {
        guard let first = nextDeadline, first <= now else { return [] }
        while let due = nextDeadline, due <= now { expire(at: due) }
        clock = max(now, clock)
        return finish(at: clock)
    }

    /// Nobody is here and nothing runs: the room may be forgotten and restored from what was stored.
    public var isIdle: Bool {
        visitors.isEmpty && hostPages.isEmpty && call == nil && host == .absent
    }

    /// Collects the actions in their one order: stored before said, answered before announced.
    private mutating func finish(at now: Instant) -> [RoomAction] {
        announce(at: now)
        let record = self.record
        if record != persisted {
            persisted = record
            batch.persist(record)
        }
        return batch.take()
    }
}
