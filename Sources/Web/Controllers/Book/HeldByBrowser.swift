// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Which hold a browser has on which slot: whoever goes back and takes the same time again goes on with the hold that they have.
final class HeldByBrowser: Sendable {
    private struct Key: Hashable {
        let address: String
        let browser: String
        let type: String
        let start: Date
    }

    private let most: Int
    private let tokens = Mutex<[Key: String]>([:])

    /// - Parameter most: holds that are remembered; beyond that all are forgotten.
    init(most: Int = 5_000) { self.most = most }

    func keep(_ token: String, of type: String, at start: Date, from address: String, with browser: String) {
        tokens.withLock { tokens in
            if tokens.count >= most { tokens.removeAll() }
            tokens[Key(address: address, browser: browser, type: type, start: start)] = token
        }
    }

    /// It may be over.
    func token(of type: String, at start: Date, from address: String, with browser: String) -> String? {
        tokens.withLock { $0[Key(address: address, browser: browser, type: type, start: start)] }
    }
}
