// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why an allocation cannot be made.
enum BookingRefusal: Error, Equatable {
    case revoked
    /// The participant's quota.
    case quota
    /// The server's quota.
    case capacity
    /// No port left, or none of the kind asked for.
    case ports
    /// No such reservation.
    case reservation
    /// No relay address of any family asked for.
    case family
}
