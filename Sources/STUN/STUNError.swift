// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not a message, or an attribute not what its type says.
public enum STUNError: Error, Hashable, Sendable {
    /// Fewer than the 20 bytes of a header.
    case tooShort
    /// The first two bits are not zero or the magic cookie is missing.
    case notSTUN
    /// The length in the header is no multiple of four or not what follows the header.
    case wrongLength
    /// An attribute's length passes the end of the message.
    case attributePastEnd
    /// FINGERPRINT is not the last attribute.
    case misplacedFingerprint
    /// An attribute has a length or value that its section does not allow.
    case invalidAttribute(AttributeType)
}
