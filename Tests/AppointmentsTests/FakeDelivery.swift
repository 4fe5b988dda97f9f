// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mail
import Synchronization

/// A mail server of the test's imagination: answers what it is told to, in turn, the last answer for ever.
final class FakeDelivery: MailDelivery {
    typealias Answer = Result<ServerReply, DeliveryFailure>

    static let accepted = Answer.success(ServerReply(code: 250, text: "2.0.0 OK"))
    static let refused = Answer.failure(.refused(ServerReply(code: 554, text: "5.7.1 not wanted")))
    static let unknown = Answer.failure(.refused(ServerReply(code: 550, text: "5.1.1 unknown"), isOfAddress: true))
    static let deferred = Answer.failure(.deferred(ServerReply(code: 451, text: "4.7.1 later")))
    static let unreachable = Answer.failure(.unreachable(Unreachable(.noConnection, detail: "no route")))

    private struct State {
        var answers: [Answer]
        var envelopes: [Envelope] = []
    }

    private let state: Mutex<State>
    private let hook: @Sendable (Envelope) async -> Void

    init(_ answers: Answer..., hook: @escaping @Sendable (Envelope) async -> Void = { _ in }) {
        state = Mutex(State(answers: answers))
        self.hook = hook
    }

    var envelopes: [Envelope] { state.withLock(\.envelopes) }

    func deliver(_ envelope: Envelope) async throws(DeliveryFailure) -> ServerReply {
        let answer = state.withLock { state in
            state.envelopes.append(envelope)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        await hook(envelope)
        if Task.isCancelled { throw .cancelled }
        return try answer.get()
    }
}
