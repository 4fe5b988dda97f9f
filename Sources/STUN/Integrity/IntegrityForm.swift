// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Which integrity attributes a message gets. A response has the form that its request was believed by
/// (RFC 8489, section 9.2.4).
public enum IntegrityForm: Sendable, Hashable {
    /// MESSAGE-INTEGRITY.
    case sha1
    /// MESSAGE-INTEGRITY-SHA256.
    case sha256
    /// The first, then the second, as a client sends them that does not know the server yet.
    case both
}
