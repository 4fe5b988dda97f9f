// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CryptoExtras
import Foundation

/// Cost of scrypt (RFC 7914, 2). Memory is 128 · 2^logarithm · blockSize bytes for each password that is being checked.
public struct ScryptCost: Sendable, Equatable {
    /// log2 of N.
    public let logarithm: Int
    public let blockSize: Int
    public let parallelism: Int

    public init(logarithm: Int, blockSize: Int, parallelism: Int) {
        self.logarithm = logarithm
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// OWASP's: 64 MiB.
    public static let production = ScryptCost(logarithm: 16, blockSize: 8, parallelism: 1)
    /// For tests: a millisecond.
    public static let cheap = ScryptCost(logarithm: 4, blockSize: 8, parallelism: 1)
}

/// Hashes passwords away from the threads that serve, at most as many at once as there are cores.
public final class PasswordHasher: Sendable {
    private let cost: ScryptCost
    let queue: OperationQueue
    private let mostWaiting: Int

    /// - Parameter mostWaiting: more than this many at once are refused as busy.
    public init(
        cost: ScryptCost = .production, atOnce: Int = ProcessInfo.processInfo.activeProcessorCount,
        mostWaiting: Int = 64
    ) {
        self.cost = cost
        self.mostWaiting = mostWaiting
        queue = OperationQueue()
        queue.name = "passwords"
        queue.maxConcurrentOperationCount = max(1, atOnce)
    }

    /// A hash with a new salt, its cost in front: `scrypt$16$8$1$salt$key`.
    public func hash(_ password: String) async throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        let key = try await derive(password, salt: salt, cost: cost)
        return PasswordHash(cost: cost, salt: salt, key: key).text
    }

    /// Takes the same time whether there is a hash or not.
    public func verify(_ password: String, against stored: String?) async throws -> Bool {
        let known = stored.flatMap(PasswordHash.init(text:))
        let hash = known ?? PasswordHash(cost: cost, salt: Data(count: 16), key: Data(count: 32))
        let key = try await derive(password, salt: hash.salt, cost: hash.cost)
        return Self.areEqual(key, hash.key) && known != nil
    }

    /// Whether the stored hash was made at another cost than today's.
    public func isOutdated(_ stored: String) -> Bool {
        PasswordHash(text: stored)?.cost != cost
    }

    private func derive(_ password: String, salt: Data, cost: ScryptCost) async throws -> Data {
        guard queue.operationCount < mostWaiting else { throw AccountError.busy }
        let bytes = Data(PasswordRule.normalized(password).utf8)
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation {
                continuation.resume(
                    with: Result {
                        let key = try KDF.Scrypt.deriveKey(
                            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.logarithm,
                            blockSize: cost.blockSize, parallelism: cost.parallelism)
                        return key.withUnsafeBytes { Data($0) }
                    })
            }
        }
    }

    /// In a time that does not tell where they differ.
    private static func areEqual(_ one: Data, _ other: Data) -> Bool {
        one.count == other.count && zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// What an account's `passwordHash` says.
struct PasswordHash: Equatable {
    let cost: ScryptCost
    let salt: Data
    let key: Data

    init(cost: ScryptCost, salt: Data, key: Data) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let logarithm = Int(parts[1]), (1...20).contains(logarithm),
            let blockSize = Int(parts[2]), (1...32).contains(blockSize), let parallelism = Int(parts[3]),
            (1...16).contains(parallelism), let salt = Data(base64Encoded: parts[4]), !salt.isEmpty,
            let key = Data(base64Encoded: parts[5]), key.count == 32
        else { return nil }
        cost = ScryptCost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
        self.salt = salt
        self.key = key
    }

    var text: String {
        "scrypt$\(cost.logarithm)$\(cost.blockSize)$\(cost.parallelism)$"
            + "\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }
}
