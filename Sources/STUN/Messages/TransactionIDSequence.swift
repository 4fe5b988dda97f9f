// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Numbers for indications, which nobody answers: they must differ, not be secret, and cost no system call. Never for
/// requests.
@frozen
public struct TransactionIDSequence: Sendable {
    @usableFromInline var state: UInt64

    public init(seed: UInt64 = .random(in: .min ... .max)) { state = seed }

    /// SplitMix64.
    @inlinable
    public mutating func next() -> TransactionID {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return TransactionID(high: UInt32(truncatingIfNeeded: state >> 32), low: mixed ^ mixed >> 31)
    }
}
