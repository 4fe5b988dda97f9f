// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The 128 bits that an IPv6 address is mixed with: magic cookie, then transaction ID (RFC 8489, section 14.2).
@usableFromInline
struct XORMask {
    @usableFromInline let high: UInt64
    @usableFromInline let low: UInt64

    /// Changes nothing.
    @inlinable
    init() { (high, low) = (0, 0) }

    @inlinable
    init(_ transactionID: TransactionID) {
        high = UInt64(MessageHeader.magicCookie) << 32 | UInt64(transactionID.high)
        low = transactionID.low
    }
}
