// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

enum LoadError: Error {
    /// No socket, with errno.
    case socket(Int32)
    /// No answer after all repetitions.
    case silence(step: String)
    /// The server refused with a code of STUN.
    case refused(step: String, code: Int)
    /// Bytes that are no answer to what was asked.
    case nonsense(step: String)
}
