// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What a mail is about; the outbox's `kind`.
public enum MailKind: String, Sendable, CaseIterable {
    case confirmed
    case cancelled
    case declined
    /// To the practitioner.
    case cancelledByClient = "cancelled_by_client"
    case invitation
    case passwordReset = "password_reset"
}
