// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A call to the kernel that failed.
struct SystemCallError: Error, Equatable, CustomStringConvertible {
    /// The call's name, e.g. `bind`.
    let call: String
    let number: Int32

    /// The failure of a call that just returned -1.
    init(_ call: String, number: Int32 = errno) {
        self.call = call
        self.number = number
    }

    var description: String {
        "\(call): \(String(cString: strerror(number)))"
    }
}
