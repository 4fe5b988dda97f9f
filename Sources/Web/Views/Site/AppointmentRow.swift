// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// One line of the desk's lists. All texts are already formatted in the reader's language and zone.
struct AppointmentRow: Sendable {
    /// What the desk proposes for an appointment whose time has passed.
    enum Proposal: String, Sendable {
        case held, missed
    }

    var id: String
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

    init(
        id: String, client: String, day: String, time: String, minutes: Int, state: ShownState,
        mail: MailSummary? = nil, invite: InviteTools? = nil, isNext: Bool = false, canJoin: Bool = false,
        proposal: Proposal? = nil
    ) {
        self.id = id
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
    }

    func fields(_ words: Catalog) -> Fields {
        let isRequest = state == .requested
        return [
            "id": id,
            "client": client,
            "day": day,
            "time": time,
            "length": words("common_minutes", ["count": String(minutes)]),
            "state": state.fields(words),
            "mail": mail?.fields(words),
            "invite": invite?.fields,
            "isNext": isNext,
            "path": SiteURL.deskAppointment(id: id).path,
            "confirmPath": isRequest ? SiteURL.confirmAppointment(id: id).path : nil,
            "declinePath": isRequest ? SiteURL.declineAppointment(id: id).path : nil,
            "roomPath": canJoin ? SiteURL.deskRoom.path : nil,
            "proposal": proposal.map { proposal -> Fields in
                [
                    "isHeld": proposal == .held,
                    "heldPath": SiteURL.heldAppointment(id: id).path,
                    "missedPath": SiteURL.missedAppointment(id: id).path,
                ]
            },
        ]
    }
}

extension AppointmentRow {
    static let samples = [
        AppointmentRow(
            id: "a1", client: "Zoë Lefèvre-Østergård", day: "mardi 3 juin", time: "10 h 30", minutes: 50,
            state: .confirmed,
            mail: MailSummary(id: "m1", state: .accepted, detail: "250 2.0.0 Ok", at: "9 h 12"), invite: .sample,
            isNext: true, canJoin: true),
        AppointmentRow(
            id: "a2", client: "Tom Hall", day: "mardi 3 juin", time: "14 h", minutes: 30, state: .requested),
        AppointmentRow(
            id: "a3", client: "Inès Roux", day: "lundi 2 juin", time: "9 h", minutes: 50, state: .confirmed,
            mail: MailSummary(id: "m3", state: .failed, detail: "550 5.1.1 No such user"), proposal: .missed),
    ]
}
