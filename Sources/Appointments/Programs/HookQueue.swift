// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import Storage

/// Writes messages to a practitioner's other programs, inside the transaction of the change that they announce.
public struct HookQueue: Sendable {
    private let signal: WorkSignal
    private let clock: WallClock

    /// - Parameter signal: the one that ``HookService`` waits for; not the mails'.
    public init(signal: WorkSignal, clock: WallClock = .system) {
        self.signal = signal
        self.clock = clock
    }

    /// To be called after the transaction is committed: the messages go now, not at the next look.
    public func wake() {
        signal.raise()
    }

    /// One message for each of the practitioner's addresses.
    /// - Parameter known: the addresses, when they were read already.
    public func announce(
        _ event: HookEvent, _ details: AppointmentDetails, to known: [Webhook]? = nil, in transaction: any Transaction
    ) throws {
        let hooks = try known ?? transaction.webhooks.list(practitionerID: details.appointment.practitionerID)
        guard !hooks.isEmpty else { return }
        let now = clock.now.asStored
        let message = HookMessage(type: event.type, timestamp: now, data: AppointmentDocument(details))
        let body = try message.text()
        for hook in hooks {
            try transaction.webhookDeliveries.insert(
                WebhookDelivery(
                    id: "msg_" + RandomID.make(), webhookID: hook.id, event: event.rawValue,
                    appointmentID: details.appointment.id, body: body, nextAttemptAt: now,
                    createdAt: now))
        }
    }
}
