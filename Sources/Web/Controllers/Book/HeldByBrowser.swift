// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// Which holds a browser has: whoever goes back finds their time still there, takes it again with the hold that they have, or
/// takes another that it would be in the way of.
final class HeldByBrowser: Sendable {
    /// Without cookies an address, and what a browser says of itself, are all that tells people apart.
    struct Browser: Hashable, Sendable {
        let address: String
        let name: String

        init(_ request: Request, _ context: PageContext) {
            address = context.clientAddress
            name = [HTTPField.Name.userAgent, .acceptLanguage].map { String((request.headers[$0] ?? "").prefix(200)) }
                .joined(separator: "\n")
        }

        init(address: String, name: String) { (self.address, self.name) = (address, name) }
    }

    struct Held: Sendable, Equatable {
        let token: String
        /// The type's key and the start.
        let type: String
        let start: Date
        let until: Date
        /// It was handed out again. Neighbours behind one address whose browsers are alike may have it both.
        var isShared = false
    }

    private let most: Int
    private let holds = Mutex<[Browser: [Held]]>([:])

    /// - Parameter most: browsers that are remembered; beyond that all are forgotten.
    init(most: Int = 5_000) { self.most = most }

    func keep(_ held: Held, of browser: Browser, now: Date) {
        holds.withLock { holds in
            if holds.count >= most, holds[browser] == nil { holds.removeAll() }
            holds[browser] = (holds[browser] ?? []).filter { $0.until > now } + [held]
        }
    }

    /// Those that are not over by the clock; one may be released or booked.
    func list(of browser: Browser, now: Date) -> [Held] {
        holds.withLock { ($0[browser] ?? []).filter { $0.until > now } }
    }

    /// The hold on this time, which is handed out once more.
    func again(_ type: String, at start: Date, of browser: Browser, now: Date) -> String? {
        holds.withLock { holds in
            guard
                let index = holds[browser]?.lastIndex(where: { $0.type == type && $0.start == start && $0.until > now })
            else { return nil }
            holds[browser]?[index].isShared = true
            return holds[browser]?[index].token
        }
    }

    /// It was released or booked.
    /// - Returns: whether it was handed out more than once; true as well of one that nothing is known of.
    @discardableResult
    func remove(_ token: String, of browser: Browser) -> Bool {
        holds.withLock { holds in
            guard let index = holds[browser]?.firstIndex(where: { $0.token == token }) else { return true }
            return holds[browser]?.remove(at: index).isShared ?? true
        }
    }
}
