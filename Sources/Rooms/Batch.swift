// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The actions of one turn, kept so that what must be stored always comes before what is said, and the answer to a command
/// before what the command brought about.
struct Batch: Sendable {
    private var record: RoomRecord?
    private var stores: [RoomAction] = []
    private var answer: RoomAction?
    private var sends: [RoomAction] = []

    mutating func persist(_ record: RoomRecord) {
        self.record = record
    }

    mutating func spend(_ visitor: VisitorID, _ verdict: Verdict) {
        stores.append(.spend(visitor, verdict))
    }

    mutating func record(_ appointment: AppointmentID?, _ event: AttendanceEvent) {
        if let appointment { stores.append(.record(appointment, event)) }
    }

    mutating func answer(_ page: Page, _ id: Int, _ reason: RefusalReason?) {
        answer = reason.map { .refuse(page, id, $0) } ?? .acknowledge(page, id)
    }

    mutating func send(_ message: Message, to page: Page) {
        sends.append(.send(to: page, message))
    }

    mutating func link(_ host: HostPageID, _ guest: VisitorID, _ call: CallID) {
        sends.append(.link(host, guest, call))
    }

    mutating func unlink(_ call: CallID) {
        sends.append(.unlink(call))
    }

    mutating func close(_ page: Page, _ reason: CloseReason) {
        sends.append(.close(page, reason))
    }

    mutating func take() -> [RoomAction] {
        let actions = (record.map { [.persist($0)] } ?? []) + stores + (answer.map { [$0] } ?? []) + sends
        self = Batch()
        return actions
    }
}
