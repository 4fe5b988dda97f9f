// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Room {
    mutating func apply(_ event: RoomEvent, at now: Instant) {
        switch event {
        case .visitorConnected(let arrival): arrive(arrival, at: now)
        case .visitorDisconnected(let visitor): depart(visitor, at: now)
        case .hostConnected(let arrival): arrive(arrival, at: now)
        case .hostDisconnected(let page): depart(page, at: now)
        case .command(let page, let id, let command): answer(command, id, from: page, at: now)
        case .flow(let page): flow(from: page, at: now)
        case .appointmentChanged(let pass): change(pass)
        case .settingsChanged(let settings): change(settings)
        }
    }

    private mutating func answer(_ command: Command, _ id: Int, from page: Page, at now: Instant) {
        do throws(RefusalReason) {
            switch page {
            case .visitor(let visitor): try perform(command, by: visitor, at: now)
            case .host(let host): try perform(command, by: host, at: now)
            }
            batch.answer(page, id, nil)
        } catch {
            batch.answer(page, id, error)
        }
    }

    /// Every command is judged by the role that gave it (rule 1); one that throws has changed nothing.
    private mutating func perform(_ command: Command, by visitor: VisitorID, at now: Instant) throws(RefusalReason) {
        guard let index = index(of: visitor), visitors[index].isConnected else { throw .notAllowed }
        switch command {
        case .ready(let name, let devices): try ready(index, name: name, devices: devices)
        case .knock(let knock, let name, let left): try self.knock(index, knock, name: name, left: left, at: now)
        case .withdraw: try withdraw(index)
        case .media(let microphone, let camera, let hasCamera):
            try setMedia(.visitor(visitor), microphone: microphone, camera: camera, hasCamera: hasCamera)
        case .connected: try acknowledgeMedia(.visitor(visitor))
        case .hangUp:
            guard isGuest(visitor) else { throw .notNow }
            endCall(.left, at: now)
        case .open, .close, .admit, .refuse, .wait, .nudge, .lock, .mute, .ask, .exclude: throw .notAllowed
        }
    }

    private mutating func perform(_ command: Command, by page: HostPageID, at now: Instant) throws(RefusalReason) {
        guard hostPages.contains(where: { $0.id == page }) else { throw .notAllowed }
        if case .open = command { return enter(page) }
        guard host == .present(page) else { throw isClientsOwn(command) ? .notAllowed : .notNow }
        switch command {
        case .open, .ready, .knock, .withdraw: throw .notAllowed
        case .close: leave(at: now)
        case .admit(let knock): try admit(knock, at: now)
        case .refuse(let knock, let silence): try refuse(knock, silence: silence, at: now)
        case .wait(let knock, let text): try wait(knock, text: text, at: now)
        case .nudge(let visitor): try nudge(visitor, at: now)
        case .lock(let locked): lock(locked)
        case .mute(let kind): try block(kind, true)
        case .ask(let kind): try block(kind, false)
        case .exclude(let lock): try exclude(lock: lock, at: now)
        case .media(let microphone, let camera, let hasCamera):
            try setMedia(.host(page), microphone: microphone, camera: camera, hasCamera: hasCamera)
        case .connected: try acknowledgeMedia(.host(page))
        case .hangUp:
            guard call != nil else { throw .notNow }
            endCall(.hungUp, at: now)
        }
    }

    private func isClientsOwn(_ command: Command) -> Bool {
        switch command {
        case .ready, .knock, .withdraw: true
        default: false
        }
    }

    private mutating func change(_ settings: RoomSettings) {
        self.settings = settings
        guard !settings.roomLinkAllowed else { return }
        for index in visitors.indices where visitors[index].pass.source != nil {
            if visitors[index].knock != nil { visitors[index].turn = .outside }
        }
    }
}
