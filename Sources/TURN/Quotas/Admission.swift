// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Whether one more allocation may be made.
enum Admission: Equatable, Sendable {
    case seat(Seat)
    /// The participant was sent away (401).
    case revoked
    /// The participant holds as many as one may (486).
    case participantFull
    /// The server holds as many as it may (508).
    case serverFull
}
