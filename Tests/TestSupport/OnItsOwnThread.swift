// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Seconds of work without a pause: on one of the threads that all tests share it would keep the others waiting.
public func onItsOwnThread<Result>(_ work: @escaping @Sendable () -> sending Result) async -> sending Result {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: work()) }
    }
}
