// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import OutgoingHTTP
import Storage

extension HookBook {
    /// What came of a test message, for a page.
    public enum Trial: Sendable, Equatable {
        case answered(status: Int)
        /// A word of the closed list that deliveries' replies have too.
        case failed(reason: String)
    }

    /// As ``test(_:by:)``.
    public func trial(_ id: String, by account: Account) async throws -> Trial {
        switch try await test(id, by: account) {
        case .success(let status): .answered(status: status)
        case .failure(let error): .failed(reason: error.rawValue)
        }
    }
}
