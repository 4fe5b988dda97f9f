// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The extent of a value: rows of pixels, each with its channels side by side.
public struct Shape: Equatable, Sendable {
    public let height: Int
    public let width: Int
    public let channels: Int

    public init(height: Int, width: Int, channels: Int) {
        self.height = height
        self.width = width
        self.channels = channels
    }

    var pixels: Int { height * width }
    /// Its numbers.
    var count: Int { pixels * channels }
    var rowCount: Int { width * channels }
}
