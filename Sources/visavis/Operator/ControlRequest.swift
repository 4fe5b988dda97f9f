// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What the operator's commands ask of the running server, one JSON object on one line.
enum ControlRequest: Codable, Sendable, Equatable {
    /// Write a consistent copy of the database to this absolute path.
    case backup(path: String)
    /// Replace the database by the copy at this absolute path; with `force` although a call runs.
    case restore(path: String, force: Bool)
    case addUser(email: String, name: String, owner: Bool, practitioner: Bool, password: String)
    case setPassword(email: String, password: String)
    /// May sign in, or not any more.
    case setDisabled(email: String, disabled: Bool)
    /// Blank every client with this address, with notes and mails; their appointments stay as times.
    case eraseClient(email: String)
    /// A fresh set-up link, when the site has no owner yet.
    case setUpLink
    /// What a client would be told of the relay: username, password and addresses, a line each.
    case relayOffer
}

/// The server's answer: a sentence for the operator, and whether it was done.
struct ControlReply: Codable, Sendable, Equatable {
    var done: Bool
    var sentence: String
}
