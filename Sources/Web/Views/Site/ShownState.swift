// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Storage
import Words

/// An appointment's state as people read it. The raw values are those of the tables; *moved* is an event there, *vain* a missed
/// one to which the client came, and *unseen* one at which the server was off.
enum ShownState: String, Sendable, CaseIterable {
    case requested, confirmed, declined, expired, cancelled, moved, held, missed, vain, unseen

    init(_ state: AppointmentState, _ absence: Absence?) {
        self =
            switch absence {
            case .notOpened, .notConnected: .vain
            case .unknown: .unseen
            case .nobodyCame, nil: ShownState(rawValue: state.rawValue) ?? .requested
            }
    }

    func word(_ words: Catalog) -> String {
        switch self {
        case .requested: words("common_state_requested")
        case .confirmed: words("common_state_confirmed")
        case .declined: words("common_state_declined")
        case .expired: words("common_state_expired")
        case .cancelled: words("common_state_cancelled")
        case .moved: words("common_state_moved")
        case .held: words("common_state_held")
        case .missed: words("common_state_missed")
        case .vain, .unseen: words("common_state_vain")
        }
    }

    func fields(_ words: Catalog) -> Fields {
        ["word": word(words), "tone": tone]
    }

    private var tone: String {
        switch self {
        case .requested, .moved, .vain, .unseen: "warning"
        case .confirmed, .held: "success"
        case .declined, .expired, .cancelled: "quiet"
        case .missed: "danger"
        }
    }
}
