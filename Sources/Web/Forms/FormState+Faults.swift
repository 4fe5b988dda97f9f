// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Appointments
import Words

extension FormState {
    /// What was typed, with what is wrong with it in words.
    init(_ form: Form, faults: [AccountFault], words: Catalog) {
        self.init(values: form.repeatable)
        for fault in faults { errors[fault.field.rawValue] = Self.problem(fault).sentence(words) }
    }

    /// The same for an appointment's form, whose fields have the form's own names.
    init(_ form: Form, invalid: [InvalidField], words: Catalog) {
        self.init(values: form.repeatable)
        for fault in invalid { errors[Self.name(fault.field)] = Self.problem(fault).sentence(words) }
    }

    private static func problem(_ fault: AccountFault) -> FieldProblem {
        switch fault.problem {
        case .missing: .missing
        case .tooLong(let most): .tooLong(most)
        case .tooShort(let least): .passwordTooShort(least)
        case .forbiddenCharacter: .unusable
        case .malformed:
            switch fault.field {
            case .email, .ownerContact: .email
            case .helpPhone: .phone
            default: .unusable
            }
        case .common, .sameAsIdentity: .weakPassword
        case .taken: .emailTaken
        case .notAChoice: .choice
        case .outOfRange(let least, let most): .number(least, most)
        case .noSite(let line): .noSite(line)
        }
    }

    private static func problem(_ fault: InvalidField) -> FieldProblem {
        switch fault.problem {
        case .missing: .missing
        case .tooLong: .tooLong(fault.field == .note ? 500 : 60)
        case .forbiddenCharacter: .unusable
        case .malformed: fault.field == .clientPhone ? .phone : .email
        case .internationalDomain: .email
        case .tooSmall, .tooLarge: .number(5, 480)
        case .past: .past
        case .tooFar: .date
        }
    }

    private static func name(_ field: InvalidField.Field) -> String {
        switch field {
        case .clientName: "name"
        case .clientEmail: "email"
        case .clientPhone: "phone"
        case .clientTimeZone: "timeZone"
        case .startsAt: "time"
        case .lengthMinutes: "length"
        case .note: "note"
        case .consent: "consent"
        case .words: "words"
        case .proposals: "proposals"
        case .delayMinutes: "delay"
        }
    }
}
