// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A layer with all that its size decides.
struct Step {
    let layer: Layer
    let input: Shape
    let output: Shape
    /// Where its weights begin, and how many they are.
    let firstWeight: Int
    let weightCount: Int
    /// Whether the result is needed only by a depthwise convolution right behind, which then has it made row by row: it is
    /// never stored as a whole.
    var feedsNext = false
}
