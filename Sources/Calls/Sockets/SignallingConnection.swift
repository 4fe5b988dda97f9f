// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A page's socket as the calls see it. Web implements it over its WebSocket.
public protocol SignallingConnection: AnyObject, Sendable {
    /// Queues one text frame. Called from any thread; what cannot be sent any more is dropped.
    func send(_ text: [UInt8])

    /// Starts the closing handshake, after what was queued before. Called from any thread; the second time changes nothing.
    func close(code: UInt16)
}

/// Close codes that the calls use (RFC 6455 section 7.4.1, and our own from 4000 on).
public enum SignallingCloseCode {
    /// The matter is closed for this page.
    public static let done: UInt16 = 1000
    /// The server stops, or has lost the page: reconnect.
    public static let goingAway: UInt16 = 1001
    /// Too many messages, no hello, or a ticket that was withdrawn.
    public static let policyViolation: UInt16 = 1008
    /// Something went wrong here: reconnect.
    public static let unexpected: UInt16 = 1011
}
