// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a page can ask of the room; `docs/signalling.md` has the same list in JSON.
public enum Command: Hashable, Sendable {
    // A client's.
    case ready(name: String?, devices: Devices)
    /// `left` is nil, or after a restart of the server the time that the knock still had; never more than a knock's life.
    case knock(KnockID, name: String, left: Duration?)
    case withdraw

    // A host's.
    case open
    case close
    case admit(KnockID)
    case refuse(KnockID, silence: Bool)
    case wait(KnockID, text: String)
    case nudge(VisitorID)
    case lock(Bool)
    case mute(MediaKind)
    case ask(MediaKind)
    case exclude(lock: Bool)

    // Both participants'.
    case media(microphone: Bool, camera: Bool, hasCamera: Bool)
    case connected
    case hangUp
}
