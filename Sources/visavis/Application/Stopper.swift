// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import ServiceLifecycle

/// A service whose end ends the group: how the inside stops without a signal.
final class Stopper: Service {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func stop() { continuation.finish() }

    func run() async throws {
        for await _ in stream.cancelOnGracefulShutdown() {}
    }
}
