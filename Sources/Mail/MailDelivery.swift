// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Hands one mail to the next server. A value of this is the outside world: the live one is `SMTPDelivery`.
public protocol MailDelivery: Sendable {
    /// - Returns: the server's reply to the message, once it has taken charge of it.
    func deliver(_ envelope: Envelope) async throws(DeliveryFailure) -> ServerReply
}
