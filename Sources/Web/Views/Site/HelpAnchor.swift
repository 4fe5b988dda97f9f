// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The places in the user guide that pages, messages and mails link to. Each is an id in `help/fr` and `help/en`.
enum HelpAnchor: String, Sendable, CaseIterable {
    case join
    case waiting
    case cameraDenied = "camera-denied"
    case microphone
    case noSound = "no-sound"
    case busyDevice = "busy-device"
    case noDevice = "no-device"
    case insecure
    case inAppBrowser = "in-app-browser"
    case connection
    case appointment
    case practitionerStart = "practitioner-start"
    case knock
    case lock
    case mail
    case invite
    case keys
    case roomLink = "room-link"
    case booking
    case settings

    var path: String { "\(SiteURL.help.path)#\(rawValue)" }
}
