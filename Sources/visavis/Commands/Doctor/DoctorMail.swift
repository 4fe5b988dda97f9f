// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Mail

struct DoctorMail: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Send a mail by the configured mail server.",
        discussion: "It goes past the queue of a server that runs, and says what the mail server made of it.")

    @OptionGroup var options: SettingsOptions

    @Option(help: "Whom to send it to.")
    var to: String

    func run() async throws {
        let settings = try await options.load()
        guard let url = settings["smtpUrl"] else { throw OperatorError("There is no mail server: set smtpUrl.") }
        guard let recipient = try? EmailAddress(validating: to) else {
            throw OperatorError("--to \(to) is no e-mail address.")
        }
        let (server, sender) = (try SMTPServer(url: url), try EmailAddress(validating: settings.text("mailFrom")))
        let message = MailMessage(
            from: Mailbox(name: "Vis-à-vis", address: sender), to: Mailbox(name: "", address: recipient),
            subject: "Test mail", date: Date(), messageID: MessageID(at: sender), language: "en",
            text: "The mails of \(settings.text("publicUrl")) leave and arrive.")
        let host = URL(string: settings.text("publicUrl"))?.host() ?? "localhost"
        let delivery = SMTPDelivery(server: server, clientName: host, totalTimeout: .seconds(20))
        let finding: MailFinding
        do throws(DeliveryFailure) {
            let envelope = Envelope(sender: sender, recipient: recipient, message: message.rendered())
            finding = MailFinding(server, accepted: try await delivery.deliver(envelope))
        } catch {
            finding = MailFinding(server, error)
        }
        print(finding.lines.joined(separator: "\n"))
        guard finding.isWell else { throw ExitCode.failure }
    }
}
