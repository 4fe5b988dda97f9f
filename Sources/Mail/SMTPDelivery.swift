// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Delivery through libcurl. libcurl blocks, so every dialogue runs on a thread of this queue and none of the concurrency
/// pool's; the caller bounds how many run at once. A cancelled task ends its dialogue within about a second.
public struct SMTPDelivery: MailDelivery {
    private static let queue = DispatchQueue(label: "visavis.mail", attributes: .concurrent)

    private let settings: SMTPSettings

    /// - Parameters:
    ///   - clientName: what EHLO says; the site's host name. Anything that is no host name becomes `localhost`.
    ///   - authorities: a PEM file of the certificate authorities to trust; the system's if nil.
    public init(
        server: SMTPServer, clientName: String = "localhost", connectTimeout: Duration = .seconds(10),
        totalTimeout: Duration = .seconds(60), authorities: String? = nil
    ) {
        settings = SMTPSettings(
            server: server, clientName: EmailAddress.isDomain(clientName) ? clientName : "localhost",
            connectTimeout: connectTimeout, totalTimeout: totalTimeout, authorities: authorities)
    }

    public func deliver(_ envelope: Envelope) async throws(DeliveryFailure) -> ServerReply {
        let transfer = SMTPTransfer(settings: settings, envelope: envelope)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.queue.async { continuation.resume(returning: transfer.perform()) }
            }
        } onCancel: {
            transfer.cancel()
        }
        return try outcome.get()
    }
}
