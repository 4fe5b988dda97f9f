// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The host's answers to a knock (rule 6), and the nudge (rule 3).
extension Room {
    static let longestWaitText = 200

    /// One client per call (rule 7). The call's own client on another device takes the seat over, with microphone and camera
    /// as they were (rule 14).
    mutating func admit(_ knock: KnockID, at now: Instant) throws(RefusalReason) {
        let index = try index(of: knock)
        if call == nil {
            beginCall(with: index, at: now)
        } else if isCallsOwnClient(visitors[index].pass) {
            replaceGuest(with: index, at: now)
        } else {
            throw .seatTaken
        }
    }

    mutating func refuse(_ knock: KnockID, silence: Bool, at now: Instant) throws(RefusalReason) {
        let index = try index(of: knock)
        guard silence else {
            batch.record(visitors[index].pass.appointment, .refused)
            return answer(index, .refused)
        }
        guard let source = visitors[index].pass.source else { throw .notAllowed }
        silenced[source] = now + limits.silence
        for other in visitors.indices where visitors[other].pass.source == source && visitors[other].knock != nil {
            answer(other, .refused)
        }
    }

    mutating func wait(_ knock: KnockID, text: String, at now: Instant) throws(RefusalReason) {
        let index = try index(of: knock)
        guard let text = text.trimmedLine, text.count <= Self.longestWaitText else { throw .malformed }
        guard case .asking(var knock) = visitors[index].turn else { throw .noSuchKnock }
        knock.wait(text.isEmpty ? nil : text, until: now + limits.wait)
        visitors[index].turn = .asking(knock)
    }

    mutating func nudge(_ visitor: VisitorID, at now: Instant) throws(RefusalReason) {
        guard let index = index(of: visitor), isArrival(visitors[index]) else { throw .noSuchVisitor }
        guard mayKnock(visitors[index].pass, at: now) else { throw .notNow }
        batch.send(.nudge, to: .visitor(visitor))
    }

    /// On a personal link, here, and not asking: whom the host sees silently.
    func isArrival(_ visitor: Visitor) -> Bool {
        guard visitor.pass.appointment != nil, visitor.isConnected, !isGuest(visitor.id) else { return false }
        switch visitor.turn {
        case .outside, .withdrawn, .lockedOut, .hostLeft: return true
        case .asking, .answered: return false
        }
    }

    private func index(of knock: KnockID) throws(RefusalReason) -> Int {
        guard let index = visitors.firstIndex(where: { $0.knock?.id == knock }) else { throw .noSuchKnock }
        return index
    }
}
