// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Which hold an address has on which slot. Whoever goes back and takes the same time again must not stand in their own way.
final class HeldByAddress: Sendable {
    private struct Key: Hashable {
        let address: String
        let type: String
        let start: Date
    }

    private let most: Int
    private let tokens = Mutex<[Key: String]>([:])

    /// - Parameter most: holds that are remembered; beyond that all are forgotten.
    init(most: Int = 5_000) { self.most = most }

    func keep(_ token: String, of type: String, at start: Date, from address: String) {
        tokens.withLock { tokens in
            if tokens.count >= most { tokens.removeAll() }
            tokens[Key(address: address, type: type, start: start)] = token
        }
    }

    /// The token, which is then forgotten.
    func take(of type: String, at start: Date, from address: String) -> String? {
        tokens.withLock { $0.removeValue(forKey: Key(address: address, type: type, start: start)) }
    }
}
