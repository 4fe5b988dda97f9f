// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Microphone and camera of both, and the reports that media arrive.
extension Room {
    mutating func setMedia(
        _ page: Page, microphone: Bool, camera: Bool, hasCamera: Bool
    ) throws(RefusalReason) {
        guard let role = call?.role(of: page) else {
            // Before a call only the host is in the room.
            guard case .host = page else { throw .notNow }
            hostMedia = MediaState(microphone: microphone, camera: camera, hasCamera: hasCamera)
            return
        }
        guard call?[role].media.set(microphone: microphone, camera: camera, hasCamera: hasCamera) == true else {
            throw .notAllowed
        }
        if role == .host, let media = call?.host.media { hostMedia = media }
    }

    /// The host turns the client's microphone or camera off, or asks for it: never on (rule 10).
    mutating func block(_ kind: MediaKind, _ blocked: Bool) throws(RefusalReason) {
        guard let call else { throw .notNow }
        if blocked { self.call?.guest.media.block(kind) } else { self.call?.guest.media.unblock(kind) }
        guard call.guest.isPresent else { return }
        batch.send(.control(kind, blocked: blocked), to: call.page(of: .guest))
    }

    /// "Connecting…" until both sides have said so (rule 18).
    mutating func acknowledgeMedia(_ page: Page) throws(RefusalReason) {
        guard let role = call?.role(of: page) else { throw .notNow }
        call?[role].acknowledged = true
        guard let call, call.isConnected, !call.wasConnected else { return }
        self.call?.wasConnected = true
        batch.record(call.appointment, .connected)
    }

    /// While the other side's media arrive, its seat does not lapse (rule 13).
    mutating func flow(from page: Page, at now: Instant) {
        guard let role = call?.role(of: page), call?[role].isPresent == true,
            let deadline = call?[role.other].deadline
        else { return }
        let kept = max(deadline, now + limits.flowFreshness)
        call?[role.other].deadline = kept
    }
}
