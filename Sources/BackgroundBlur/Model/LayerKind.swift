// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The operators of a network. The numbers are those of the file.
public enum LayerKind: UInt8, Sendable {
    /// A 3×3 convolution with stride 2 of the picture's bytes (red, green, blue, one ignored) as numbers from 0 to 1.
    case picture = 1
    /// A 1×1 convolution; the input may be gated, a value of the result's shape may be added.
    case pointwise = 2
    /// A convolution of each channel by itself; the input may be added to the result.
    case depthwise = 3
    /// The mean of each channel; with an addend, of the sum of both, which may differ in size.
    case mean = 4
    /// The input at twice its size (bilinear, between pixel centres) plus the addend, which may be gated.
    case merge = 5
    /// A transposed 2×2 convolution with stride 2 to one channel, logistic: the mask. Always the last.
    case mask = 6
}
