// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a client's device test found. Closed words, so that nothing else about a device is kept.
public struct ReadinessResult: Sendable, Equatable {
    /// Of camera, microphone and speaker.
    public enum Device: String, Sendable, CaseIterable {
        case good
        /// The browser or the person said no.
        case denied
        /// There is none.
        case missing
        /// It is there and gives nothing.
        case failed
        /// Not tried, or not to the end.
        case untested
    }

    public enum Connection: String, Sendable, CaseIterable {
        case direct
        case relayed
        /// No way was found.
        case blocked
        case untested
    }

    /// The browser's name and version, such as “Firefox 140”.
    public var browser: String
    public var camera: Device
    public var microphone: Device
    public var speaker: Device
    public var connection: Connection

    public init(browser: String, camera: Device, microphone: Device, speaker: Device, connection: Connection) {
        self.browser = browser
        self.camera = camera
        self.microphone = microphone
        self.speaker = speaker
        self.connection = connection
    }

    /// At most 80 visible characters on one line; what cannot be one is left out.
    var keptBrowser: String {
        guard let name = try? FieldText.note(String(browser.prefix(80)), limit: 80), !name.contains(where: \.isNewline)
        else { return "" }
        return name
    }
}
