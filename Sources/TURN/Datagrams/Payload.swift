// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The data of one datagram, where it was received.
struct Payload {
    let start: UnsafeMutableRawPointer
    let count: Int
    /// Bytes in front of it that may be overwritten: the next header goes there.
    let before: Int
    /// It came in a burst, so the path holds datagrams of its size.
    var isBurst = false
    var dontFragment = false

    /// Beyond this no header fits in front any more: the largest UDP datagram is 65,507 bytes.
    static let maximum = 65_400
}
