// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What is done to each number of a layer's result before it is stored.
public enum Activation: UInt8, Sendable {
    case none = 0
    /// max(x, 0)
    case rectified = 1
    /// x · min(max(x + 3, 0), 6) / 6
    case hardSwish = 2
    /// 1 / (1 + e⁻ˣ), for the mask and for pointwise convolutions without an addend
    case logistic = 3
}
