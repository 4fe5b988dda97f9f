// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The practitioner's day.
struct DeskView: View {
    static let template = "desk/day"

    /// “mardi 3 juin”
    var today: String
    /// The practitioner's zone by name: “heure de Paris”.
    var zone: String
    var requests: [AppointmentRow]
    var todays: [AppointmentRow]
    var coming: [AppointmentRow]
    /// There are more to come than are listed.
    var hasMore: Bool
    /// Confirmed ones whose time is over and of which nobody has said held or missed, and those whose client came in vain.
    var unsettled: [AppointmentRow]
    var roomLink: RoomLinkCard
    /// Nil while mails leave.
    var mailBanner: MailBanner?
    /// Other calendars that are known only as they were long ago; nil when there are none.
    var staleCalendars: String?
    /// Nil when the clocks show the hours that were agreed.
    var changedHours: ChangedHoursNote?
    var watch: ArrivalWatch?
    /// Where the first requests are listed; nil when they are here.
    var earlierRequests: String?
    /// Where those are listed that start after these; nil when there are none.
    var laterRequests: String?

    func title(_ words: Catalog) -> String { words("desk_title") }

    func fields(_ words: Catalog) -> Fields {
        [
            "today": today,
            "zone": zone,
            "requests": Self.list(requests, words),
            "todays": Self.list(todays, words),
            "coming": Self.list(coming, words),
            "hasMore": hasMore,
            "calendarPath": SiteURL.deskCalendar.path,
            "unsettled": Self.list(unsettled, words),
            "roomLink": roomLink.fields,
            "mailBanner": mailBanner?.fields(words),
            "newPath": SiteURL.newAppointment.path,
            "roomPath": SiteURL.deskRoom.path,
            "staleCalendars": staleCalendars,
            "changedHours": changedHours?.fields(words),
            "calendarsPath": SiteURL.offer(.calendars).path,
            "watch": watch?.fields,
            "earlierRequests": earlierRequests,
            "laterRequests": laterRequests,
        ]
    }

    /// False for an empty list, so that the template can say that there is nothing.
    private static func list(_ rows: [AppointmentRow], _ words: Catalog) -> Any {
        rows.isEmpty ? false : ["rows": rows.map { $0.fields(words) }] as Fields
    }

    static let samples = [
        DeskView(
            today: "mardi 3 juin", zone: "heure de Paris", requests: AppointmentRow.samples,
            todays: AppointmentRow.samples, coming: AppointmentRow.samples, hasMore: true,
            unsettled: AppointmentRow.samples,
            roomLink: .sample, mailBanner: .sample, staleCalendars: "Non lu depuis plus d’un jour : Famille.",
            changedHours: .sample, watch: .sample, earlierRequests: "/", laterRequests: "/"),
        DeskView(
            today: "mardi 3 juin", zone: "heure de Paris", requests: [], todays: [], coming: [], hasMore: false,
            unsettled: [],
            roomLink: RoomLinkCard(roomName: "Salle", invite: .sample, isAllowed: false)),
    ]
}
