// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Mail
import Scheduling
import Storage

/// Hands the owner a mail at once, past the outbox, so that what the mail server says to it is known.
public struct MailTrial: Sendable {
    private let store: any Store
    private let queue: MailQueue
    /// Nil without a mail server.
    private let delivery: (any MailDelivery)?

    public init(store: any Store, queue: MailQueue, delivery: (any MailDelivery)?) {
        self.store = store
        self.queue = queue
        self.delivery = delivery
    }

    /// - Throws: ``AppointmentError/notFound`` when the account may not administer, ``AppointmentError/noMailServer``,
    ///   ``EmailAddress/Failure`` when its address is none.
    public func send(to owner: Account) async throws -> Result<ServerReply, DeliveryFailure> {
        guard Access.mayAdminister(owner) else { throw AppointmentError.notFound }
        guard let delivery else { throw AppointmentError.noMailServer }
        let practice = try await store.read { try $0.practice.find(id: owner.practiceID) }
        guard let practice else { throw AppointmentError.notFound }
        let stationery = queue.stationery
        let mail = AccountMail(stationery: stationery, practice: practice, account: owner)
        let message = try mail.trial()
        let envelope = Envelope(
            sender: stationery.sender, recipient: message.to.address, message: message.rendered())
        let outcome: Result<ServerReply, DeliveryFailure>
        do throws(DeliveryFailure) {
            outcome = .success(try await delivery.deliver(envelope))
        } catch {
            outcome = .failure(error)
        }
        let now = stationery.clock.now
        try await store.write { transaction in
            switch outcome {
            case .success: try MailOutage.end(at: now, in: transaction)
            case .failure(let failure): try MailOutage.note(failure, at: now, in: transaction)
            }
        }
        queue.wakeOutbox()
        return outcome
    }
}
