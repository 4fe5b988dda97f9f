// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// What a mail is about; the outbox's `kind`.
public enum MailKind: String, Sendable, CaseIterable {
    /// The client's request has come; not confirmed yet.
    case requestReceived = "request_received"
    /// To the practitioner: a request waits for an answer.
    case requestNew = "request_new"
    case confirmed
    /// To the practitioner: booked, and confirmed at once.
    case confirmedForHost = "confirmed_for_host"
    case declined
    /// Other times instead of the requested one.
    case proposed
    /// To the practitioner: the client took a proposed time, and it is confirmed.
    case proposalTaken = "proposal_taken"
    case moved
    /// To the practitioner.
    case movedByClient = "moved_by_client"
    /// Another practitioner takes the appointment over; the mail ends the former calendar entry, and one that announces follows it.
    case handedOver = "handed_over"
    /// To the practitioner who takes it over.
    case takenOver = "taken_over"
    /// The rules of the client's zone have changed: the clock will show another hour than was agreed.
    case hourChanged = "hour_changed"
    case cancelled
    /// To the practitioner.
    case cancelledByClient = "cancelled_by_client"
    /// To the practitioner: the client asked to enter, and nobody opened.
    case clientWaited = "client_waited"
    /// The request was not answered in time.
    case expired
    /// Another request was confirmed at the requested time.
    case slotLost = "slot_lost"
    case reminderDay = "reminder_day"
    case reminderHour = "reminder_hour"
    case doorOpen = "door_open"
    /// "Test your camera and microphone", sent by hand.
    case testLink = "test_link"
    case runningLate = "running_late"
    /// The delay that another mail announced is taken back.
    case onTime = "on_time"
    /// To the practitioner: a wording as the client would read it.
    case wordingSample = "wording_sample"
    case invitation
    case passwordReset = "password_reset"

    /// The mails to clients: those whose wording is the practitioner's to change, in the order of an appointment's life.
    public static let wordable: [MailKind] = [
        .requestReceived, .confirmed, .proposed, .declined, .slotLost, .expired, .moved, .cancelled, .testLink,
        .reminderDay, .reminderHour, .doorOpen, .runningLate, .onTime,
    ]

    /// Worth sending until the appointment is over: a confirmation of an hour that is past only alarms. What ended otherwise is
    /// said late rather than never.
    var isNewsUntilEnd: Bool {
        switch self {
        case .requestReceived, .requestNew, .confirmed, .confirmedForHost, .proposalTaken, .moved, .movedByClient,
            .handedOver, .takenOver, .hourChanged, .testLink, .reminderDay, .reminderHour, .doorOpen, .runningLate,
            .onTime:
            true
        case .proposed, .declined, .slotLost, .expired, .cancelled, .cancelledByClient, .clientWaited, .wordingSample,
            .invitation, .passwordReset:
            false
        }
    }

    /// Whether a mail of this kind says all that a former one of the other said, and what became of it.
    func replaces(_ former: MailKind) -> Bool {
        switch self {
        case .moved: [.requestReceived, .confirmed, .moved].contains(former)
        case .movedByClient: [.requestNew, .confirmedForHost, .movedByClient].contains(former)
        default: false
        }
    }

    /// Whether what the mail says is still so: what was sent once may be sent again only while it is.
    public func holds(for appointment: Appointment, now: Date) -> Bool {
        let state = appointment.state
        let isAhead = appointment.endsAt > now
        switch self {
        case .requestReceived, .requestNew: return state == .requested && isAhead
        case .proposed: return state == .requested && appointment.isComing(at: now)
        case .confirmed, .confirmedForHost, .proposalTaken: return state == .confirmed
        case .moved, .movedByClient, .handedOver, .takenOver, .hourChanged:
            return [.requested, .confirmed].contains(state) && isAhead
        case .testLink: return appointment.isComing(at: now)
        case .reminderDay, .reminderHour, .doorOpen, .runningLate, .onTime: return state == .confirmed && isAhead
        case .declined, .slotLost: return state == .declined
        case .expired: return state == .expired
        case .cancelled, .cancelledByClient: return state == .cancelled
        case .clientWaited: return state == .missed
        case .wordingSample, .invitation, .passwordReset: return false
        }
    }
}
