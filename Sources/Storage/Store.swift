// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where everything that must survive is kept. Both closures may run again after a conflict, so they change nothing but the store.
public protocol Store: Sendable {
    /// One consistent view; sees every write that was acknowledged before it began.
    /// - Throws: ``StorageError``, or what the closure throws.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// One transaction: all of it is on the disk when this returns, none of it when it throws. Writers are serialised.
    /// - Throws: ``StorageError``, or what the closure throws.
    func write<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws -> T

    /// What was erased or overwritten before is nowhere in the store's files any more when this returns true; until then the
    /// log of what was written keeps it.
    /// - Returns: false when somebody reads what is older: to be asked for again.
    /// - Throws: ``StorageError``.
    @discardableResult
    func checkpoint() async throws -> Bool
}
