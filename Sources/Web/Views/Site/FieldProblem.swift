// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What can be wrong with a field, or with a whole form.
enum FieldProblem: Sendable, Equatable {
    case missing
    /// Longer than this many characters.
    case tooLong(Int)
    /// Control characters, or ones that turn the writing direction.
    case unusable
    case email
    case phone
    /// Shorter than this many characters.
    case passwordTooShort(Int)
    /// One of the passwords that are tried first, or the person's own name or address.
    case weakPassword
    case date
    case time
    /// The moment has passed.
    case past
    /// That hour does not exist on that day (clocks go forward).
    case gap
    /// Not a whole number between these two.
    case number(Int, Int)
    /// Not one of the choices offered.
    case choice
    /// Another confirmed appointment stands in the way.
    case slotTaken
    /// There is an account with this address already.
    case emailTaken
    /// Wrong address or wrong password: it is not said which.
    case signIn
    /// This line is not the address of a site.
    case noSite(String)
    /// Seconds until the next try counts.
    case signInTooOften(Int)

    func sentence(_ words: Catalog) -> String {
        switch self {
        case .missing: words("common_problem_missing")
        case .tooLong(let most): words("common_problem_too_long", ["most": String(most)])
        case .unusable: words("common_problem_unusable")
        case .email: words("common_problem_email")
        case .phone: words("common_problem_phone")
        case .passwordTooShort(let least): words("common_problem_password", ["least": String(least)])
        case .weakPassword: words("common_problem_weak_password")
        case .date: words("common_problem_date")
        case .time: words("common_problem_time")
        case .past: words("common_problem_past")
        case .gap: words("common_problem_gap")
        case .number(let least, let most):
            words("common_problem_number", ["least": String(least), "most": String(most)])
        case .choice: words("common_problem_choice")
        case .slotTaken: words("common_problem_slot_taken")
        case .emailTaken: words("common_problem_email_taken")
        case .signIn: words("common_problem_sign_in")
        case .noSite(let line): words("admin_problem_parent", ["line": line])
        case .signInTooOften(let seconds): words("common_problem_too_often", ["seconds": String(seconds)])
        }
    }
}
