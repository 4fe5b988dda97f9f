// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The addresses below `/desk/booking`, where a practitioner says what can be booked.
enum OfferURL: Sendable, Equatable {
    /// In a preview's address: the type that is being typed and has no id yet.
    static let newTypeID = "new"

    case page
    case preview
    case previewType(id: String)
    case previewTimes
    case rules
    case types
    case newType
    case type(id: String)
    case placeType(id: String)
    case archiveType(id: String)
    case restoreType(id: String)
    case hours
    case exceptions
    case removeException(id: String)
    case calendars
    case fetchCalendar(id: String)
    case removeCalendar(id: String)
    case ownCalendar
    case wordings
    case wording(kind: String, language: String)
    case wordingPreview(kind: String, language: String)
    case wordingTest(kind: String, language: String)
    case wordingStandard(kind: String, language: String)
    case programs
    case keys
    case revokeKey(id: String)
    case hooks
    case testHook(id: String)
    case removeHook(id: String)

    /// What stands behind `/desk/booking`.
    var path: String {
        switch self {
        case .page: ""
        case .preview: "/preview"
        case .previewType(let id): "/preview/types/\(id)"
        case .previewTimes: "/preview/times"
        case .rules: "/rules"
        case .types: "/types"
        case .newType: "/new-type"
        case .type(let id): "/types/\(id)"
        case .placeType(let id): "/types/\(id)/place"
        case .archiveType(let id): "/types/\(id)/archive"
        case .restoreType(let id): "/types/\(id)/restore"
        case .hours: "/hours"
        case .exceptions: "/exceptions"
        case .removeException(let id): "/exceptions/\(id)/remove"
        case .calendars: "/calendars"
        case .fetchCalendar(let id): "/calendars/\(id)/fetch"
        case .removeCalendar(let id): "/calendars/\(id)/remove"
        case .ownCalendar: "/own-calendar"
        case .wordings: "/mails"
        case .wording(let kind, let language): "/mails/\(kind)/\(language)"
        case .wordingPreview(let kind, let language): "/mails/\(kind)/\(language)/preview"
        case .wordingTest(let kind, let language): "/mails/\(kind)/\(language)/test"
        case .wordingStandard(let kind, let language): "/mails/\(kind)/\(language)/standard"
        case .programs: "/programs"
        case .keys: "/keys"
        case .revokeKey(let id): "/keys/\(id)/revoke"
        case .hooks: "/hooks"
        case .testHook(let id): "/hooks/\(id)/test"
        case .removeHook(let id): "/hooks/\(id)/remove"
        }
    }
}
