// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a command was not carried out. `malformed` and a part of `tooMany` are found before a command reaches the room.
public enum RefusalReason: String, Error, CaseIterable, Hashable, Sendable {
    case malformed
    case notAllowed = "not_allowed"
    case noSuchKnock = "no_such_knock"
    case noSuchVisitor = "no_such_visitor"
    case notNow = "not_now"
    case seatTaken = "seat_taken"
    case locked
    case spent
    case name
    case tooMany = "too_many"
}
