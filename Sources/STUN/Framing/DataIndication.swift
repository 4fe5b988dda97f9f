// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A Data indication (RFC 8656, section 11.4) in its fast form: bytes in front of a payload and padding behind it.
public enum DataIndication {
    public static let messageType = MessageType(.indication, .data)

    /// What goes in front of a payload from a peer, and behind it.
    @inlinable
    public static func envelope(peer: TransportAddress, payload: Int, _ id: TransactionID) -> IndicationEnvelope {
        IndicationEnvelope(messageType, peer: peer, payload: payload, transactionID: id)
    }
}
