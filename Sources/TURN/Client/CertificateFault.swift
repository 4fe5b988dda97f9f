// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a server's certificate. Times are seconds since 1970.
public enum CertificateFault: Hashable, Sendable {
    case expired(at: Int64)
    case notYetValid(from: Int64)
    /// It is for other names.
    case otherName
    /// Made by the server itself, by someone unknown here, or sent without the certificates between.
    case untrusted
}
