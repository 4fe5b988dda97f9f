// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where an allocation is booked: the accounts of its participant and of its credential.
struct Seat: Equatable, Sendable {
    let participant: Int32
    let credential: Int32
}
