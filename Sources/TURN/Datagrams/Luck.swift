// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Whether looking out for something is worth it, by how it went of late. Where it is not, it is tried again now and then.
struct Luck {
    /// Times that pass without a look where looks are in vain.
    static let patience: UInt8 = 32
    private static let best: UInt8 = 12

    /// What a look that found something counts, and what one in vain takes away: 1 and 3 go on looking where three of four find.
    private let gain: UInt8
    private let loss: UInt8
    private var score: UInt8 = 0
    private var passed: UInt8 = 0

    init(gain: UInt8, loss: UInt8) {
        self.gain = gain
        self.loss = loss
    }

    /// Asked each time when a look would be possible.
    @inline(__always)
    mutating func isWorthATry() -> Bool {
        guard score == 0 else { return true }
        passed += 1
        guard passed > Self.patience else { return false }
        passed = 0
        return true
    }

    @inline(__always)
    mutating func tried(_ found: Bool) {
        score = found ? min(score + gain, Self.best) : score - min(score, loss)
    }
}
