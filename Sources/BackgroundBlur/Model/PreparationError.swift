// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Why there is no engine; the numbers are what `blur_prepare` answers.
public enum PreparationError: Int32, Error {
    /// Cut, changed, or no weight file at all.
    case damagedFile = 1
    /// Whole, but of a network that this engine does not run, or not at this size.
    case otherShape = 2
    case noMemory = 3
}
