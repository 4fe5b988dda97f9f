// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import OutgoingHTTP

/// One signed message on its way.
struct HookCall: Sendable {
    let id: String
    let url: String
    let secret: String
    let body: String

    func send(through sender: any OutgoingSending, at now: Date) async throws(OutgoingError) -> OutgoingAnswer {
        let fields = HookSecret(text: secret).fields(id: id, body: body, at: now)
        let method = OutgoingRequest.Method.post(body: Array(body.utf8), type: "application/json")
        return try await sender.send(OutgoingRequest(method, try WebAddress(url), fields: fields))
    }
}
