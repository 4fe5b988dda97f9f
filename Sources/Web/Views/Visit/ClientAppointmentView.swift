// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The client's own page, behind the manage link. It names nobody in its title.
struct ClientAppointmentView: View {
    static let template = "client/appointment"

    var token: String
    var state: ShownState
    var practitioner: String
    /// What was booked; empty when the practitioner wrote the appointment down.
    var typeName: String
    var moment: ShownMoment
    var minutes: Int
    /// What was just done.
    var done: VisitNotice?
    /// A request's end without an answer, already formatted.
    var answerBy: String?
    /// A request keeps its time from others.
    var isHeld = false
    /// How late the practitioner is, in minutes.
    var late: Int?
    var proposals: [Proposed] = []
    var door: Door?
    var test: DeviceTestState?
    var calendar: CalendarLinks?
    var change: Change?
    /// Where another appointment can be booked, when this one is over or off.
    var bookPath: String?
    var helpPhone: String?
    /// Nil when nothing is mailed any more.
    var address: Address?
    var sendsMail = true

    /// Where mails about it go.
    struct Address: Sendable {
        var email: String
        /// The last mail could not be delivered.
        var isRefused: Bool
    }

    /// A time that the practitioner proposes.
    struct Proposed: Sendable {
        var value: String
        var moment: ShownMoment
    }

    /// The way into the call.
    struct Door: Sendable {
        var joinPath: String
        /// “mardi 3 juin à 10 h 15 (heure de Paris)” and “dans 3 heures”; nil when one may ask now.
        var opens: (time: String, lapse: String)?
        /// Milliseconds since 1970: the server's clock, and when the door opens.
        var now: String
        var opensAt: String
    }

    enum DeviceTestState: Sendable {
        case none, ready, problem
    }

    /// Whether the client may still move and cancel.
    struct Change: Sendable {
        /// A request that was never confirmed is withdrawn rather than cancelled.
        var isRequest: Bool
        /// Already formatted; nil when it is too late.
        var until: String?
        /// How many hours before the start it ends.
        var hours: Int
        /// Nil where no times are offered.
        var movePath: String?
    }

    func title(_ words: Catalog) -> String { words("visit_title") }

    func fields(_ words: Catalog) -> Fields {
        let names = ["practitioner": practitioner]
        let own: Fields = [
            "state": state.fields(words),
            "done": done?.sentence(words, names, sendsMail: sendsMail),
            "address": address.map { addressFields($0, words) },
            "sentence": proposals.isEmpty ? sentence(words, names) : words("visit_is_proposed", names),
            "late": late.map { words("visit_late", ["practitioner": practitioner, "minutes": String($0)]) },
            "practitioner": practitioner,
            "typeName": typeName.isEmpty ? nil : typeName,
            "length": words("common_minutes", ["count": String(minutes)]),
            "untilAnswer": answerBy.map { untilAnswer($0, words) },
            "proposals": proposals.isEmpty ? nil : proposalFields(words),
            "test": test.map { testFields($0, words, names) },
            "calendar": calendar?.fields,
            "change": change.map { changeFields($0, words, names) },
            "bookPath": bookPath,
            "helpPhone": helpPhone,
            "joinHelpPath": HelpAnchor.join.path,
        ]
        return own.merging(moment.fields).merging(doorFields(words))
    }

    private func doorFields(_ words: Catalog) -> Fields {
        [
            "joinPath": door?.joinPath,
            "opens": door.map { door in
                door.opens.map { words("visit_opens", ["time": $0.time, "lapse": $0.lapse]) } ?? words("visit_open_now")
            },
            "opensStamp": door?.opensAt,
            "nowStamp": door?.now,
        ]
    }

    private func proposalFields(_ words: Catalog) -> Fields {
        [
            "action": SiteURL.proposals(token: token).path,
            "rows": proposals.map { proposal -> Fields in
                let label = words("visit_take") + " " + (proposal.moment.when ?? "")
                return proposal.moment.fields.merging(["value": proposal.value, "label": label])
            },
        ]
    }

    private func testFields(_ state: DeviceTestState, _ words: Catalog, _ names: [String: String]) -> Fields {
        let result: Fields? =
            switch state {
            case .none: nil
            case .ready: ["state": "ready", "sentence": words("visit_test_ready")]
            case .problem: ["state": "problem", "sentence": words("visit_test_problem")]
            }
        return [
            "path": SiteURL.clientTest(token: token).path,
            "word": words(state == .none ? "visit_test" : "visit_test_again"),
            "text": words("visit_test_text", names),
            "result": result,
        ]
    }

    private func untilAnswer(_ time: String, _ words: Catalog) -> String {
        guard sendsMail else {
            return words(isHeld ? "visit_is_requested_until_quiet" : "visit_is_requested_open_quiet", ["time": time])
        }
        return words(isHeld ? "visit_is_requested_until" : "visit_is_requested_open", ["time": time])
    }

    private func addressFields(_ address: Address, _ words: Catalog) -> Fields {
        let isNews = [.requested, .confirmed, .readdressed].contains(done) && sendsMail && !address.isRefused
        return [
            "email": address.email,
            "path": SiteURL.addressOfClient(token: token).path,
            "mail": isNews ? words("book_done_mail", ["email": address.email]) : nil,
            "refused": address.isRefused ? words("visit_address_refused", ["email": address.email]) : nil,
        ]
    }

    private func changeFields(_ change: Change, _ words: Catalog, _ names: [String: String]) -> Fields {
        [
            "isPossible": change.until != nil,
            "until": change.until.map { words("visit_until", ["time": $0]) },
            "tooLate": change.hours == 1
                ? words("visit_too_late_hour") : words("visit_too_late", ["hours": String(change.hours)]),
            "movePath": change.movePath,
            "cancelPath": SiteURL.cancelByClient(token: token).path,
            "tooLateReply": sendsMail ? words("visit_too_late_reply") : words("visit_too_late_reply_quiet", names),
            "cancelWord": words(change.isRequest ? "visit_cancel_request" : "visit_cancel"),
            "helpPhone": helpPhone,
        ]
    }

    private func sentence(_ words: Catalog, _ names: [String: String]) -> String {
        switch state {
        case .requested: words(sendsMail ? "visit_is_requested" : "visit_is_requested_quiet", names)
        case .confirmed, .moved: words("visit_is_confirmed", names)
        case .declined: words("visit_is_declined", names)
        case .expired: words("visit_is_expired", names)
        case .cancelled: words("visit_is_cancelled", names)
        case .held, .missed, .unseen: words("visit_is_over", names)
        case .vain: words(sendsMail ? "visit_is_vain" : "visit_is_vain_quiet", names)
        }
    }
}
