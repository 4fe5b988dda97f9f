// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension ClientAppointmentView {
    static let samples = ShownState.allCases.map { state in
        var view = ClientAppointmentView(
            token: "t", state: state, practitioner: "Anne Martin",
            typeName: state == .held ? "" : "Première consultation",
            moment: ShownMoment(
                when: "mardi 3 juin à 10 h 30", whenThere: state == .confirmed ? "mardi 3 juin à 16 h 30" : nil),
            minutes: 50)
        switch state {
        case .requested:
            view.answerBy = "mardi 3 juin à 10 h"
            view.proposals = [Proposed(value: "20260603T083000Z", moment: view.moment)]
            view.change = Change(isRequest: true, until: "mardi 3 juin à 10 h", hours: 24, movePath: nil)
            view.done = .gone
            view.address = Address(email: "refused@example.org", isRefused: true)
        case .confirmed:
            view.door = Door(joinPath: "/", opens: ("10 h 15", "dans 3 heures"), now: "0", opensAt: "1")
            view.test = .problem
            view.calendar = CalendarLinks(file: "/", google: "/", outlook: "/")
            view.change = Change(isRequest: false, until: nil, hours: 24, movePath: "/")
            view.helpPhone = "+33123456789"
            view.late = 10
            view.done = .readdressed
            view.address = Address(email: "zoe@example.org", isRefused: false)
        case .moved:
            view.door = Door(joinPath: "/", opens: nil, now: "0", opensAt: "1")
            view.test = DeviceTestState.none
        default: view.bookPath = "/book/anne"
        }
        return view
    }
}
