// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import WebSocketUpgrade

@Suite("One watch over all open WebSockets", .timeLimit(.minutes(5)))
struct OpenWebSocketsTests {
    private let sockets = OpenWebSockets()

    @Test("ends when the last socket closes, and another begins with the next")
    func lastCloses() async {
        for _ in 0..<2 {
            self.sockets.opened()
            self.sockets.opened()
            async let watch: Void = self.sockets.watch()
            self.sockets.closed()
            self.sockets.closed()
            await watch
        }
    }

    @Test("is kept by one task only")
    func one() async {
        self.sockets.opened()
        await withTaskGroup(of: Void.self) { tasks in
            for _ in 0..<10 { tasks.addTask { await self.sockets.watch() } }
            // Nine return while the socket is open.
            for _ in 0..<9 { await tasks.next() }
            self.sockets.closed()
        }
    }

    @Test("ends when its task is cancelled")
    func cancelled() async {
        self.sockets.opened()
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.sockets.watch() }
            tasks.cancelAll()
        }
    }
}
