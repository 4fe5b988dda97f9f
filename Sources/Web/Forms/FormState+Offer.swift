// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

extension FormState {
    /// What was typed about an offer, with what is wrong with it in words.
    init(_ form: Form, faults: [OfferFault], words: Catalog) {
        self.init(values: form.repeatable)
        for fault in faults { errors[fault.field.rawValue] = fault.sentence(words) }
    }
}

extension OfferFault {
    func sentence(_ words: Catalog) -> String {
        switch problem {
        case .missing: FieldProblem.missing.sentence(words)
        case .tooLong(let most): FieldProblem.tooLong(most).sentence(words)
        case .forbiddenCharacter: FieldProblem.unusable.sentence(words)
        case .malformed:
            switch field {
            case .slug: words("offer_problem_slug")
            case .firstDay, .lastDay: FieldProblem.date.sentence(words)
            case .hours: FieldProblem.time.sentence(words)
            default: FieldProblem.unusable.sentence(words)
            }
        case .taken: words("offer_problem_slug_taken")
        case .notAChoice: FieldProblem.choice.sentence(words)
        case .outOfRange(let least, let most): FieldProblem.number(least, most).sentence(words)
        case .overlap: words("offer_problem_overlap")
        case .endBeforeStart: words(field == .lastDay ? "offer_problem_last" : "offer_problem_order")
        case .tooMany(let most): words("offer_problem_many", ["most": String(most)])
        }
    }
}

extension OutsideRefusal {
    /// What is wrong with a form about something outside, by field name; nil when it is nothing of the form's.
    /// - Parameter many: the field that says that there are too many.
    func problem(many: String, _ words: Catalog) -> (field: String, sentence: String)? {
        switch self {
        case .notFound: nil
        case .tooMany: (many, words("offer_problem_many_here"))
        case .name(let problem):
            switch problem {
            case .missing: ("name", FieldProblem.missing.sentence(words))
            case .tooLong: ("name", FieldProblem.tooLong(60).sentence(words))
            default: ("name", FieldProblem.unusable.sentence(words))
            }
        case .address: ("url", words("offer_problem_address"))
        }
    }
}
