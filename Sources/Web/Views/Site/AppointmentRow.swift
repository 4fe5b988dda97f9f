// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

/// One line of the desk's lists. All texts are already formatted in the reader's language and zone.
struct AppointmentRow: Sendable {
    /// What the desk proposes for an appointment whose time has passed.
    enum Proposal: Sendable {
        case held
        case missed(Absence)

        fileprivate func sentence(_ words: Catalog) -> String {
            switch self {
            case .held: words("desk_propose_held")
            case .missed(.nobodyCame): words("desk_propose_missed")
            case .missed(.notOpened): words("desk_propose_not_opened")
            case .missed(.notConnected): words("desk_propose_not_connected")
            case .missed(.unknown): words("desk_propose_unknown")
            }
        }

        fileprivate var isHeld: Bool {
            if case .held = self { true } else { false }
        }

        fileprivate var isMissed: Bool {
            switch self {
            case .held, .missed(.unknown): false
            case .missed: true
            }
        }
    }

    var id: String
    /// The appointment's: its forms send it along, so that a page that has grown old decides nothing.
    var revision: Int
    var client: String
    var day: String
    var time: String
    var minutes: Int
    var state: ShownState
    var mail: MailSummary?
    var invite: InviteTools?
    /// The one to come or running now.
    var isNext: Bool
    /// The practitioner may open the room for it now.
    var canJoin: Bool
    var proposal: Proposal?
    /// Who was there, of a missed one.
    var absence: Absence?
    /// The name of what was booked; empty when it was added by hand.
    var typeName: String
    /// Nil when it is over, or nobody is expected.
    var readiness: ReadinessLine?
    /// Of a request that waits for an answer.
    var request: RequestNote?
    /// Nil where nobody waits for it.
    var late: LateTools?

    init(
        id: String, revision: Int = 0, client: String, day: String, time: String, minutes: Int, state: ShownState,
        mail: MailSummary? = nil, invite: InviteTools? = nil, isNext: Bool = false, canJoin: Bool = false,
        proposal: Proposal? = nil, absence: Absence? = nil, typeName: String = "", readiness: ReadinessLine? = nil,
        request: RequestNote? = nil, late: LateTools? = nil
    ) {
        self.id = id
        self.revision = revision
        self.client = client
        self.day = day
        self.time = time
        self.minutes = minutes
        self.state = state
        self.mail = mail
        self.invite = invite
        self.isNext = isNext
        self.canJoin = canJoin
        self.proposal = proposal
        self.absence = absence
        self.typeName = typeName
        self.readiness = readiness
        self.request = request
        self.late = late
    }

    func fields(_ words: Catalog) -> Fields {
        let isRequest = state == .requested
        return [
            "id": id,
            "seen": String(revision),
            "client": client,
            "day": day,
            "time": time,
            "length": words("common_minutes", ["count": String(minutes)]),
            "state": state.fields(words),
            "mail": mail?.fields(words),
            "invite": invite?.fields,
            "isNext": isNext,
            "path": SiteURL.deskAppointment(id: id).path,
            "answerPath": isRequest ? SiteURL.deskAppointment(id: id).path + "#answer" : nil,
            "confirmPath": isRequest && request?.conflicts.isEmpty != false
                ? SiteURL.confirmAppointment(id: id).path : nil,
            "typeName": typeName.isEmpty ? nil : typeName,
            "readiness": readiness?.fields(words),
            "request": request?.fields(words),
            "late": late?.fields(words),
            "absence": absence.flatMap { Self.sentence($0, words) },
            "roomPath": canJoin ? SiteURL.deskRoom.path : nil,
            "proposal": proposal.map { proposal -> Fields in
                [
                    "isHeld": proposal.isHeld,
                    "isMissed": proposal.isMissed,
                    "sentence": proposal.sentence(words),
                    "heldPath": SiteURL.heldAppointment(id: id).path,
                    "missedPath": SiteURL.missedAppointment(id: id).path,
                ]
            },
        ]
    }
}

extension AppointmentRow {
    private static func sentence(_ absence: Absence, _ words: Catalog) -> String? {
        switch absence {
        case .nobodyCame: nil
        case .notOpened: words("desk_not_opened")
        case .notConnected: words("desk_not_connected")
        case .unknown: words("desk_not_seen")
        }
    }

    static let samples = [
        AppointmentRow(
            id: "a1", client: "Zoë Lefèvre-Østergård", day: "mardi 3 juin", time: "10 h 30", minutes: 50,
            state: .confirmed,
            mail: MailSummary(id: "m1", state: .accepted, detail: "250 2.0.0 Ok", at: "9 h 12"), invite: .sample,
            isNext: true, canJoin: true, typeName: "Premier entretien",
            readiness: ReadinessLine(mark: .problem([.camera]), tested: "lundi 2 juin à 9 h", sendsTo: "a1"),
            late: LateTools(id: "a1", delayMinutes: 10)),
        AppointmentRow(
            id: "a2", client: "Tom Hall", day: "mardi 3 juin", time: "14 h", minutes: 30, state: .requested,
            readiness: ReadinessLine(mark: .untested, tested: nil, sendsTo: nil), request: RequestNote.samples[0],
            late: LateTools(id: "a2", delayMinutes: 0)),
        AppointmentRow(
            id: "a4", client: "Ali Ben", day: "mardi 3 juin", time: "16 h", minutes: 30, state: .requested,
            readiness: ReadinessLine(mark: .ready, tested: nil, sendsTo: nil), request: RequestNote.samples[1]),
        AppointmentRow(
            id: "a3", client: "Inès Roux", day: "lundi 2 juin", time: "9 h", minutes: 50, state: .confirmed,
            mail: MailSummary(id: "m3", state: .failed, detail: "550 5.1.1 No such user"),
            proposal: .missed(.nobodyCame)),
        AppointmentRow(
            id: "a6", client: "Luc Morel", day: "lundi 2 juin", time: "10 h", minutes: 50, state: .confirmed,
            proposal: .missed(.unknown)),
        AppointmentRow(
            id: "a5", client: "Nora Petit", day: "lundi 2 juin", time: "11 h", minutes: 50, state: .vain,
            absence: .notOpened),
    ]
}
