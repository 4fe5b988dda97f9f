// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a visitor's set-up page found to work.
public struct Devices: Hashable, Sendable {
    public var camera: Bool
    public var microphone: Bool
    public var speaker: Bool

    public init(camera: Bool, microphone: Bool, speaker: Bool) {
        self.camera = camera
        self.microphone = microphone
        self.speaker = speaker
    }
}
