// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rooms
import Storage

extension Call {
    /// The row of an open call. On a personal link the client's table knows the name.
    init(_ call: CallRecord, room: String, relay: RelaySeats, connectedAt: Date?, at moment: Moment) {
        self.init(
            id: call.id.rawValue, roomID: room, appointmentID: call.appointment?.rawValue,
            guestTicket: call.guestVisitor.rawValue, guestName: call.appointment == nil ? call.guestName : nil,
            hostResumeHash: call.host.token.rawValue, guestResumeHash: call.guest.token.rawValue,
            hostRelayName: relay.participant(of: .host), guestRelayName: relay.participant(of: .guest),
            hostSeatUntil: call.host.deadline.map(moment.date(of:)),
            guestSeatUntil: call.guest.deadline.map(moment.date(of:)),
            hostMedia: CallMedia(call.host.media), guestMedia: CallMedia(call.guest.media),
            startedAt: moment.date(of: call.started), connectedAt: connectedAt)
    }

    /// - Parameter clientName: the name in the appointment.
    func record(hostPage: HostPageID?, clientName: String?, at moment: Moment) -> CallRecord {
        CallRecord(
            id: CallID(id), appointment: appointmentID.map { AppointmentID($0) },
            started: moment.instant(of: startedAt), wasConnected: connectedAt != nil,
            guestVisitor: VisitorID(guestTicket ?? ""), guestName: guestName ?? clientName ?? "",
            guest: SeatRecord(
                token: TokenHash(guestResumeHash ?? ""), media: guestMedia.state,
                deadline: guestSeatUntil.map(moment.instant(of:))),
            hostPage: hostPage ?? HostPageID(""),
            host: SeatRecord(
                token: TokenHash(hostResumeHash ?? ""), media: hostMedia.state,
                deadline: hostSeatUntil.map(moment.instant(of:))))
    }
}

extension CallMedia {
    init(_ media: MediaState) {
        self = []
        if media.microphone { insert(.microphone) }
        if media.camera { insert(.camera) }
        if media.hasCamera { insert(.hasCamera) }
        if media.microphoneBlocked { insert(.microphoneBlocked) }
        if media.cameraBlocked { insert(.cameraBlocked) }
    }

    var state: MediaState {
        MediaState(
            microphone: contains(.microphone), camera: contains(.camera), hasCamera: contains(.hasCamera),
            microphoneBlocked: contains(.microphoneBlocked), cameraBlocked: contains(.cameraBlocked))
    }
}
