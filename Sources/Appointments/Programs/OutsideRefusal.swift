// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why a practitioner's calendar address, key or message address was not taken. What storage throws passes through as it is.
public enum OutsideRefusal: Error, Equatable, Sendable {
    /// Not there, or not the caller's to see: the two are not told apart.
    case notFound
    /// As many as one practitioner may have.
    case tooMany
    /// What is wrong with the name that was given to it.
    case name(InvalidField.Problem)
    /// Not an address of the public web that could be asked.
    case address
}
