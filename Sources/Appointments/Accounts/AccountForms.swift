// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a person types, as it came; the use cases check it. Languages are catalog tags, time zones IANA names.
public struct SetUpForm: Sendable {
    public var practiceName: String
    public var name: String
    public var email: String
    public var password: String
    public var timeZone: String
    public var language: String
    public var isPractitioner: Bool
    /// Empty: the person's own name.
    public var roomName: String

    public init(
        practiceName: String, name: String, email: String, password: String, timeZone: String, language: String,
        isPractitioner: Bool, roomName: String
    ) {
        self.practiceName = practiceName
        self.name = name
        self.email = email
        self.password = password
        self.timeZone = timeZone
        self.language = language
        self.isPractitioner = isPractitioner
        self.roomName = roomName
    }
}

/// What an invited person completes.
public struct AcceptanceForm: Sendable {
    public var name: String
    public var password: String
    public var timeZone: String
    public var language: String
    /// For practitioners; empty: the person's own name.
    public var roomName: String

    public init(name: String, password: String, timeZone: String, language: String, roomName: String) {
        self.name = name
        self.password = password
        self.timeZone = timeZone
        self.language = language
        self.roomName = roomName
    }
}

/// A practitioner's own settings.
public struct SettingsForm: Sendable {
    public var name: String
    public var language: String
    public var timeZone: String
    public var roomName: String
    public var helpPhone: String
    public var welcome: String
    /// Nil: not a number.
    public var minutesBefore: Int?
    public var minutesAfter: Int?
    public var cameraOnAtEntry: Bool
    public var lockOnEntry: Bool
    public var stayClosed: Bool
    public var roomLinkAllowed: Bool
    public var relayOnly: Bool

    public init(
        name: String, language: String, timeZone: String, roomName: String, helpPhone: String, welcome: String,
        minutesBefore: Int?, minutesAfter: Int?, cameraOnAtEntry: Bool, lockOnEntry: Bool, stayClosed: Bool,
        roomLinkAllowed: Bool, relayOnly: Bool = false
    ) {
        self.name = name
        self.language = language
        self.timeZone = timeZone
        self.roomName = roomName
        self.helpPhone = helpPhone
        self.welcome = welcome
        self.minutesBefore = minutesBefore
        self.minutesAfter = minutesAfter
        self.cameraOnAtEntry = cameraOnAtEntry
        self.lockOnEntry = lockOnEntry
        self.stayClosed = stayClosed
        self.roomLinkAllowed = roomLinkAllowed
        self.relayOnly = relayOnly
    }
}

/// The practice's settings, the owner's to change.
public struct PracticeForm: Sendable {
    public var practiceName: String
    public var ownerContact: String
    public var senderName: String
    public var helpPhone: String
    public var urgentHelp: String
    public var language: String
    public var timeZone: String
    public var legalText: String
    public var privacyText: String

    public init(
        practiceName: String, ownerContact: String, senderName: String, helpPhone: String, urgentHelp: String,
        language: String, timeZone: String, legalText: String, privacyText: String
    ) {
        self.practiceName = practiceName
        self.ownerContact = ownerContact
        self.senderName = senderName
        self.helpPhone = helpPhone
        self.urgentHelp = urgentHelp
        self.language = language
        self.timeZone = timeZone
        self.legalText = legalText
        self.privacyText = privacyText
    }
}
