// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The operators of TensorFlow Lite that the engine's layers are made of, with their numbers in its schema.
enum BuiltinOperator: Int {
    case add = 0
    case convolution = 3
    case depthwiseConvolution = 4
    case dequantize = 6
    case logistic = 14
    case multiply = 18
    case rectify = 19
    case resizeBilinear = 23
    case custom = 32
    case mean = 40
    case hardSwish = 117
}
