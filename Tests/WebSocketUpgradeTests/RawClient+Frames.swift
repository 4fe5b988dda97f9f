// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import TestSupport

extension RawClient {
    /// The next frame of the server; nil at the end.
    mutating func frame() async -> Frame? { await self.next(Frame.read) }
}
