// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What is to be relayed at once: datagrams of one size, and their payload together.
struct Load {
    let bytes: Int
    let segments: Int
}
