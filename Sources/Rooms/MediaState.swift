// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What one participant shows, and what the host has turned off of it. What is blocked is never on.
public struct MediaState: Hashable, Sendable {
    public private(set) var microphone: Bool
    public private(set) var camera: Bool
    public private(set) var hasCamera: Bool
    public private(set) var microphoneBlocked: Bool
    public private(set) var cameraBlocked: Bool

    /// On where it can be (rule 11: the camera starts on at every first entry). What is blocked or missing is off, whatever
    /// was asked.
    public init(
        microphone: Bool = true, camera: Bool = true, hasCamera: Bool = true, microphoneBlocked: Bool = false,
        cameraBlocked: Bool = false
    ) {
        self.microphone = microphone && !microphoneBlocked
        self.camera = camera && hasCamera && !cameraBlocked
        self.hasCamera = hasCamera
        self.microphoneBlocked = microphoneBlocked
        self.cameraBlocked = cameraBlocked
    }

    /// False, and nothing changed, when it would turn on something that the host turned off.
    mutating func set(microphone: Bool, camera: Bool, hasCamera: Bool) -> Bool {
        if microphone && microphoneBlocked || camera && cameraBlocked { return false }
        self = MediaState(
            microphone: microphone, camera: camera, hasCamera: hasCamera, microphoneBlocked: microphoneBlocked,
            cameraBlocked: cameraBlocked)
        return true
    }

    mutating func block(_ kind: MediaKind) {
        switch kind {
        case .microphone: (microphone, microphoneBlocked) = (false, true)
        case .camera: (camera, cameraBlocked) = (false, true)
        }
    }

    /// Allowed again, and still off: only its owner turns a device on.
    mutating func unblock(_ kind: MediaKind) {
        switch kind {
        case .microphone: microphoneBlocked = false
        case .camera: cameraBlocked = false
        }
    }
}
