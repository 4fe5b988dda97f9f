// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Times in milliseconds.
struct Figure: Encodable {
    let days: Int
    /// Of all types together.
    let slots: Int
    /// Rows to slots: merging what is busy, then all types.
    let median: Double
    let p99: Double
    /// The part of it that grows with the days: all types from an availability that was made before.
    let medianOfDays: Double
}
