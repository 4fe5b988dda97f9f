// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Words

/// The host's side: set-up, the open room with its knocks, the call, and what is left to note after it.
struct HostRoomView: View {
    static let template = "call/host"

    /// An appointment that this page may speak of: today's and the next ones, all confirmed.
    struct Appointment: Sendable, Encodable {
        var id: String
        var name: String
        /// “10 h 30”; with the day when it is not today.
        var time: String
        /// Milliseconds since 1970, so that the page can count minutes early or late.
        var startsAt: Int
        var lengthMinutes: Int
        /// Minutes by which the practitioner has said to be late.
        var delay: Int
        var path: String

        init(id: String, name: String, time: String, startsAt: Date, lengthMinutes: Int, delay: Int = 0) {
            self.id = id
            self.name = name
            self.time = time
            self.startsAt = Int(startsAt.timeIntervalSince1970 * 1000)
            self.lengthMinutes = lengthMinutes
            self.delay = delay
            path = SiteURL.deskAppointment(id: id).path
        }

        static let sample = Appointment(
            id: "a1b2c3", name: "Zoë Lefèvre-Østergård", time: "10 h 30",
            startsAt: Date(timeIntervalSince1970: 1_780_475_400), lengthMinutes: 50)
    }

    var context: CallPageContext
    var hostName: String
    var initials: String
    var roomName: String
    /// Soonest first.
    var appointments: [Appointment]
    var invite: InviteTools
    /// Visitors may come by the room's link; else the invitation tools say that it is off.
    var roomLinkAllowed: Bool
    /// The number that clients read when nothing else works; shown to the host so that both know it.
    var helpPhone: String?

    func title(_ words: Catalog) -> String { words("call_host_title") }

    func fields(_ words: Catalog) -> Fields {
        context.fields(words, forHost: true).merging([
            // A practitioner's page has no link to be opened elsewhere: it needs the login.
            "link": nil,
            "linkQR": nil,
            "hostName": hostName,
            "initials": initials,
            "roomName": roomName,
            "next": appointments.first.map { next -> Fields in
                ["name": next.name, "time": next.time, "length": String(next.lengthMinutes), "path": next.path]
            },
            "nextIsNear": nextIsNear,
            "nextDelay": appointments.first.flatMap { next in
                next.delay == 0 ? nil : words("call_host_late_said", ["minutes": String(next.delay)])
            },
            "appointments": CallPageContext.json(appointments),
            "invite": invite.fields,
            "roomLinkAllowed": roomLinkAllowed,
            "helpPhone": helpPhone,
            "helpPhoneLink": helpPhone.map { "tel:" + $0.filter { "+0123456789".contains($0) } },
            "deskPath": SiteURL.desk.path,
            "settingsPath": SiteURL.deskSettings.path,
            "appointmentPath": SiteURL.deskAppointment(id: SiteURL.Parameter.id).path,
            "heldPath": SiteURL.heldAppointment(id: SiteURL.Parameter.id).path,
            "latePath": SiteURL.runningLate(id: SiteURL.Parameter.id).path,
            "lateChoices": LateTools.choices.map { minutes -> Fields in
                ["minutes": String(minutes), "word": words("desk_late_minutes", ["minutes": String(minutes)])]
            },
            "missedPath": SiteURL.missedAppointment(id: SiteURL.Parameter.id).path,
        ])
    }

    /// Near enough for a delay to be told of; the page's script goes by the same three hours.
    private var nextIsNear: Bool {
        guard let next = appointments.first else { return false }
        return Double(next.startsAt) / 1000 - context.now.timeIntervalSince1970 < 3 * 3600
    }

    static var samples: [HostRoomView] {
        let busy = HostRoomView(
            context: .sample, hostName: "Anne Martin", initials: "AM", roomName: "Cabinet", appointments: [.sample],
            invite: .sample, roomLinkAllowed: true, helpPhone: "01 23 45 67 89")
        var quiet = busy
        quiet.appointments = []
        quiet.roomLinkAllowed = false
        quiet.helpPhone = nil
        return [busy, quiet]
    }
}
