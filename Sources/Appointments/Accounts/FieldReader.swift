// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Words

/// Reads a form's fields and collects what is wrong with them, so that one answer names every wrong field.
struct FieldReader {
    private(set) var faults: [AccountFault] = []

    /// - Throws: ``AccountError/invalid(_:)`` when a field was wrong.
    func finish() throws(AccountError) {
        if !faults.isEmpty { throw .invalid(faults) }
    }

    mutating func refuse(_ field: AccountFault.Field, _ problem: AccountFault.Problem) {
        faults.append(AccountFault(field, problem))
    }

    /// One line of 1 to `most` visible characters, trimmed.
    mutating func line(_ text: String, _ field: AccountFault.Field, most: Int) -> String {
        let line = lines(text, field, most: most)
        if line.contains("\n") { refuse(field, .forbiddenCharacter) }
        if line.isEmpty, faults.last?.field != field { refuse(field, .missing) }
        return line
    }

    /// A text of several lines, trimmed; may be empty.
    mutating func lines(_ text: String, _ field: AccountFault.Field, most: Int) -> String {
        do {
            return try FieldText.note(text, limit: most)
        } catch {
            refuse(field, Self.problem(error.problem, most: most))
            return ""
        }
    }

    /// A person's or a room's name as clients see it.
    mutating func name(_ text: String, _ field: AccountFault.Field) -> String {
        do {
            return try FieldText.name(text)
        } catch {
            refuse(field, Self.problem(error.problem, most: 60))
            return ""
        }
    }

    /// In lower case, as accounts hold it.
    mutating func email(_ text: String, _ field: AccountFault.Field) -> String {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        do {
            return try EmailAddress(validating: trimmed).comparable
        } catch {
            switch error {
            case .empty: refuse(field, .missing)
            case .tooLong: refuse(field, .tooLong(most: 254))
            default: refuse(field, .malformed)
            }
            return ""
        }
    }

    mutating func phone(_ text: String, _ field: AccountFault.Field) -> String? {
        do {
            return try FieldText.phone(text)
        } catch {
            refuse(field, Self.problem(error.problem, most: 30))
            return nil
        }
    }

    mutating func password(_ text: String, email: String, name: String) -> String {
        if let problem = PasswordRule.problem(text, email: email, name: name) { refuse(.password, problem) }
        return text
    }

    mutating func language(_ text: String) -> String {
        if Language(rawValue: text) == nil { refuse(.language, .notAChoice) }
        return text
    }

    /// An IANA name.
    mutating func timeZone(_ text: String) -> String {
        if text != "UTC", !TimeZone.knownTimeZoneIdentifiers.contains(text) { refuse(.timeZone, .notAChoice) }
        return text
    }

    mutating func number(_ number: Int?, _ field: AccountFault.Field, in range: ClosedRange<Int>) -> Int {
        guard let number, range.contains(number) else {
            refuse(field, .outOfRange(range.lowerBound, range.upperBound))
            return range.lowerBound
        }
        return number
    }

    private static func problem(_ problem: InvalidField.Problem, most: Int) -> AccountFault.Problem {
        switch problem {
        case .missing: .missing
        case .tooLong: .tooLong(most: most)
        case .forbiddenCharacter: .forbiddenCharacter
        default: .malformed
        }
    }
}
