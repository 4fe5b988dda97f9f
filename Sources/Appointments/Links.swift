// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Writes the absolute addresses that mails and pages show. Made from the site's map of addresses and its public address, so
/// that no path stands in a mail's composition.
public struct Links: Sendable {
    public typealias Write = @Sendable (String) -> String

    /// The personal link, from the room's slug and the join token.
    public let join: @Sendable (_ slug: String, _ token: String) -> String
    /// The client's own page, from the manage token.
    public let manage: Write
    /// The device test that keeps its result with the appointment, from the manage token.
    public let test: Write
    /// A practitioner's booking page, from its slug.
    public let book: Write
    /// The calendar of a practitioner's appointments, from its secret token.
    public let calendar: Write
    /// From the one-time token.
    public let invitation: Write
    /// From the one-time token.
    public let passwordReset: Write
    /// From the one-time token.
    public let setUp: Write
    /// The appointment on the practitioner's desk, from its id.
    public let deskAppointment: Write
    /// The request on the practitioner's desk, where a button answers it; from the appointment's id.
    public let deskRequest: Write
    /// The user guide at an anchor.
    public let help: Write

    public init(
        join: @escaping @Sendable (_ slug: String, _ token: String) -> String, manage: @escaping Write,
        test: @escaping Write, book: @escaping Write, calendar: @escaping Write, invitation: @escaping Write,
        passwordReset: @escaping Write, setUp: @escaping Write, deskAppointment: @escaping Write,
        deskRequest: @escaping Write, help: @escaping Write
    ) {
        self.join = join
        self.manage = manage
        self.test = test
        self.book = book
        self.calendar = calendar
        self.invitation = invitation
        self.passwordReset = passwordReset
        self.setUp = setUp
        self.deskAppointment = deskAppointment
        self.deskRequest = deskRequest
        self.help = help
    }
}
