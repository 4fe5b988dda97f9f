// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Scheduling
import ServiceLifecycle
import Storage

/// Forgets logins, one-time links, spent tickets and revoked relay credentials that are over.
public struct ExpiryService: Service {
    private let store: any Store
    private let limits: AccountLimits
    private let clock: WallClock
    private let interval: Duration
    private let logger: Logger

    public init(
        store: any Store, limits: AccountLimits = AccountLimits(), clock: WallClock = .system,
        interval: Duration = .seconds(600), logger: Logger
    ) {
        self.store = store
        self.limits = limits
        self.clock = clock
        self.interval = interval
        self.logger = logger
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await forget()
                } catch {
                    logger.error("expired rows not forgotten", metadata: ["error": "\(error)"])
                }
                try? await Task.sleep(for: interval)
            }
        }
    }

    /// Once.
    public func forget() async throws {
        let now = clock.now
        let idleSince = now.addingTimeInterval(-limits.idle)
        try await store.write { transaction in
            try transaction.loginSessions.deleteExpired(now: now, idleSince: idleSince)
            try transaction.oneTimeTokens.deleteExpired(now: now)
            try transaction.spentTickets.deleteExpired(now: now)
            try transaction.revokedCredentials.deleteExpired(now: now)
        }
    }
}
