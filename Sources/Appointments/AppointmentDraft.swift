// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage
import Words

/// An appointment as a form gives it, not yet checked.
public struct AppointmentDraft: Sendable {
    public var clientName: String
    public var clientEmail: String
    /// May be empty.
    public var clientPhone: String
    public var language: Language
    /// An IANA name; the practitioner's zone if nil.
    public var clientTimeZone: String?
    public var startsAt: Date
    /// Of no account with a type, which has its own.
    public var lengthMinutes: Int
    public var note: String
    /// One of the practitioner's types; its name, length and buffers are kept with the appointment.
    public var typeID: String?
    public var origin: AppointmentOrigin
    /// Of the form that it came by.
    public var form: SentForm?

    /// A form that was handed out once and says this: sent again it makes nothing, and is answered with what it made.
    public struct SentForm: Sendable {
        let handedOut: Date
        let text: String

        /// - Parameter text: a number of the form's own, and all that is typed in it.
        public init(handedOut: Date, text: String) {
            (self.handedOut, self.text) = (handedOut, text)
        }
    }

    public init(
        clientName: String, clientEmail: String, clientPhone: String = "", language: Language,
        clientTimeZone: String? = nil, startsAt: Date, lengthMinutes: Int, note: String = "", typeID: String? = nil,
        origin: AppointmentOrigin = .desk
    ) {
        self.clientName = clientName
        self.clientEmail = clientEmail
        self.clientPhone = clientPhone
        self.language = language
        self.clientTimeZone = clientTimeZone
        self.startsAt = startsAt
        self.lengthMinutes = lengthMinutes
        self.note = note
        self.typeID = typeID
        self.origin = origin
    }
}

/// A draft whose fields all hold what they may.
struct CheckedDraft: Sendable {
    static let lengths = 5...480
    private static let horizon: TimeInterval = 2 * 366 * 86400

    let name: String
    let email: EmailAddress
    let phone: String?
    let language: Language
    let timeZone: String?
    let startsAt: Date
    let lengthMinutes: Int
    let note: String

    /// The public form; its time and length are judged by what is offered.
    /// - Throws: ``AppointmentError/invalid(_:)`` with every wrong field.
    init(_ form: BookingForm, now: Date) throws {
        let draft = AppointmentDraft(
            clientName: form.name, clientEmail: form.email, clientPhone: form.phone, language: form.language,
            clientTimeZone: form.timeZone, startsAt: form.startsAt, lengthMinutes: Self.lengths.upperBound,
            note: form.note)
        let consent = form.hasConsented ? [] : [InvalidField(.consent, .missing)]
        try self.init(draft, now: now, isOffered: true, besides: consent)
    }

    /// - Parameters:
    ///   - isOffered: whether the time is judged elsewhere.
    ///   - besides: what else is wrong.
    /// - Throws: ``AppointmentError/invalid(_:)`` with every wrong field.
    init(_ draft: AppointmentDraft, now: Date, isOffered: Bool = false, besides: [InvalidField] = []) throws {
        var wrong: [InvalidField] = []
        func field<T>(_ field: InvalidField.Field, _ check: () throws(FieldText.Failure) -> T) -> T? {
            do throws(FieldText.Failure) {
                return try check()
            } catch {
                wrong.append(InvalidField(field, error.problem))
                return nil
            }
        }
        let name = field(.clientName) { () throws(FieldText.Failure) in try FieldText.name(draft.clientName) }
        let email = field(.clientEmail) { () throws(FieldText.Failure) in try Self.email(draft.clientEmail) }
        let phone = field(.clientPhone) { () throws(FieldText.Failure) in try FieldText.phone(draft.clientPhone) }
        if let zone = draft.clientTimeZone, !Self.isZone(zone) {
            wrong.append(InvalidField(.clientTimeZone, .malformed))
        }
        if !isOffered, let problem = Self.problem(ofStart: draft.startsAt, now: now) {
            wrong.append(InvalidField(.startsAt, problem))
        }
        if draft.typeID == nil, !Self.lengths.contains(draft.lengthMinutes) {
            let isShort = draft.lengthMinutes < Self.lengths.lowerBound
            wrong.append(InvalidField(.lengthMinutes, isShort ? .tooSmall : .tooLarge))
        }
        let note = field(.note) { () throws(FieldText.Failure) in try FieldText.note(draft.note) }
        wrong += besides
        guard wrong.isEmpty, let name, let email, let phone, let note else { throw AppointmentError.invalid(wrong) }
        (self.name, self.email, self.phone, self.note) = (name, email, phone, note)
        (language, timeZone) = (draft.language, draft.clientTimeZone)
        (startsAt, lengthMinutes) = (draft.startsAt.asStored, draft.lengthMinutes)
    }

    /// What is wrong with a time that is chosen by hand. A minute of grace: the form was filled in before it was sent. No page
    /// shows seconds, and a slot after them would be shifted by them: they are refused.
    static func problem(ofStart start: Date, now: Date) -> InvalidField.Problem? {
        if start < now.addingTimeInterval(-60) { return .past }
        if start > now.addingTimeInterval(horizon) { return .tooFar }
        return start.timeIntervalSince1970.truncatingRemainder(dividingBy: 60) == 0 ? nil : .malformed
    }

    private static func isZone(_ name: String) -> Bool {
        name.utf8.count <= 64 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            && TimeZone(identifier: name) != nil
    }

    /// Each appointment brings its own.
    func client(practiceID: String, zone: String) -> Client {
        Client(
            id: RandomID.make(), practiceID: practiceID, name: name, email: email.description, phone: phone,
            language: language.rawValue, timeZone: timeZone ?? zone)
    }

    private static func email(_ text: String) throws(FieldText.Failure) -> EmailAddress {
        // Most addresses have nothing to be trimmed, which costs more than all that is checked here.
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        let text = isPlain ? text : text.trimmingCharacters(in: .whitespaces)
        do throws(EmailAddress.Failure) {
            return try EmailAddress(validating: text)
        } catch {
            switch error {
            case .empty: throw FieldText.Failure(problem: .missing)
            case .tooLong: throw FieldText.Failure(problem: .tooLong)
            case .internationalDomain: throw FieldText.Failure(problem: .internationalDomain)
            case .noDomain, .localPart, .domain: throw FieldText.Failure(problem: .malformed)
            }
        }
    }
}
