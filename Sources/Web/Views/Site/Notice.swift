// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What was just done, said once on the next page. The raw value may travel in a cookie or a query.
enum Notice: String, Sendable, CaseIterable {
    case requested, confirmed, declined, cancelled, held, missed, queued, saved, roomLink, invited, password, signedOut
    /// The appointment's state does not allow what was asked any more; nothing was changed.
    case tooLate
    /// It is no longer what the page showed whose button was pressed; nothing was changed.
    case changedMeanwhile
    case slotTaken
    /// Trying it would have taken a client's time.
    case trialTaken
    /// Confirmed, but there is no mail server: the practitioner passes the link on.
    case confirmedKept
    case noMailServer
    case mailWaiting
    case moved, proposed, late, testLinkSent, hoursSaved, hoursSavedOver
    /// A number or words that no form of ours offers, or too many of them; nothing was changed.
    case notAccepted
    case typeArchived, typeRestored, exceptionRemoved
    case calendarAdded, calendarFetched, calendarFailed, calendarRemoved, ownCalendar, ownCalendarClosed
    case wordingStandard, testMail, keyRevoked, hookRemoved, disabled, enabled

    func sentence(_ words: Catalog) -> String {
        switch self {
        case .requested: words("common_notice_requested")
        case .confirmed: words("common_notice_confirmed")
        case .declined: words("common_notice_declined")
        case .cancelled: words("common_notice_cancelled")
        case .held: words("common_notice_held")
        case .missed: words("common_notice_missed")
        case .queued: words("common_notice_queued")
        case .saved: words("common_notice_saved")
        case .roomLink: words("common_notice_room_link")
        case .invited: words("common_notice_invited")
        case .password: words("common_notice_password")
        case .signedOut: words("common_notice_signed_out")
        case .tooLate: words("common_notice_too_late")
        case .changedMeanwhile: words("common_notice_changed")
        case .slotTaken: words("common_problem_slot_taken")
        case .trialTaken: words("common_notice_trial_taken")
        case .confirmedKept: words("common_notice_confirmed_kept")
        case .noMailServer: words("common_notice_no_mail_server")
        case .mailWaiting: words("common_notice_mail_waiting")
        case .moved: words("common_notice_moved")
        case .proposed: words("common_notice_proposed")
        case .late: words("common_notice_late")
        case .testLinkSent: words("common_notice_test_link")
        case .notAccepted: words("common_notice_not_accepted")
        case .hoursSaved: words("common_notice_hours")
        case .hoursSavedOver: words("common_notice_hours_over")
        case .typeArchived: words("offer_notice_type_archived")
        case .typeRestored: words("offer_notice_type_restored")
        case .exceptionRemoved: words("offer_notice_exception_removed")
        case .calendarAdded: words("offer_notice_calendar_added")
        case .calendarFetched: words("offer_notice_calendar_fetched")
        case .calendarFailed: words("offer_notice_calendar_failed")
        case .calendarRemoved: words("offer_notice_calendar_removed")
        case .ownCalendar: words("offer_notice_own_calendar")
        case .ownCalendarClosed: words("offer_notice_own_closed")
        case .wordingStandard: words("offer_notice_standard")
        case .testMail: words("offer_notice_test_sent")
        case .keyRevoked: words("offer_notice_key_revoked")
        case .hookRemoved: words("offer_notice_hook_removed")
        case .disabled: words("admin_notice_disabled")
        case .enabled: words("admin_notice_enabled")
        }
    }
}
