// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What carries a client's messages to the server. The relay speaks UDP to peers whatever this is.
public enum ClientTransport: UInt8, Sendable, CaseIterable {
    case udp, tcp, tls

    /// Streams frame messages and pad ChannelData (RFC 8656, section 12.5), and their source cannot be forged.
    var isStream: Bool { self != .udp }
}
