// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Bytes earned at a steady rate up to a depth.
struct TokenBucket: Sendable {
    /// 0 when nothing is limited.
    let bytesPerSecond: Double
    private let depth: Double
    private var tokens: Double
    private var filledAt: NIODeadline

    init(bitsPerSecond: Int64, burst: Int64, at now: NIODeadline) {
        bytesPerSecond = Double(max(bitsPerSecond, 0)) / 8
        depth = max(Double(burst), bytesPerSecond / 10)
        tokens = depth
        filledAt = now
    }

    var isUnlimited: Bool { bytesPerSecond == 0 }

    /// Whole bytes that can be taken now.
    mutating func available(at now: NIODeadline) -> Int64 {
        guard !isUnlimited else { return .max }
        if now > filledAt {
            let elapsed = Double((now - filledAt).nanoseconds) / 1e9
            tokens = min(depth, tokens + elapsed * bytesPerSecond)
            filledAt = now
        }
        return max(0, Int64(tokens))
    }

    mutating func take(_ bytes: Int64) {
        if !isUnlimited { tokens -= Double(bytes) }
    }

    mutating func giveBack(_ bytes: Int64) {
        if !isUnlimited { tokens = min(depth, tokens + Double(bytes)) }
    }

    /// How long until so many bytes can be taken, counted from the last look.
    func wait(for bytes: Int64) -> TimeAmount {
        guard !isUnlimited, Double(bytes) > tokens else { return .zero }
        let seconds = (min(Double(bytes), depth) - tokens) / bytesPerSecond
        return .nanoseconds(Int64(min(max(seconds, 0.001), 3600) * 1e9))
    }
}
