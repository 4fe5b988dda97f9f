// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension EphemeralCredential {
    /// One that somebody else made, as a client is given it.
    public init(username: String, password: String) {
        self.username = username
        self.password = password
    }
}
