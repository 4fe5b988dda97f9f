// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Sends a numbered datagram again and again until one arrives or patience ends.
struct DatagramTrial: Sendable {
    private static let interval = Duration.milliseconds(200)

    let patience: TimeAmount
    /// Unknown to others, so that a stranger's datagram is not taken for ours.
    private let mark = UInt64.random(in: .min ... .max)

    init(patience: TimeAmount) {
        self.patience = patience
    }

    /// - Parameter received: waits until a payload yields a number; called once.
    /// - Returns: how long the datagram that arrived first was under way.
    func run(
        send: @escaping @Sendable (ByteBuffer) -> Void,
        received: @escaping @Sendable (_ number: @Sendable (ByteBuffer) -> Int?) async -> Int?
    ) async -> Duration? {
        let clock = ContinuousClock()
        let start = clock.now
        let mark = self.mark
        let attempts = max(1, Int(self.patience.nanoseconds / 200_000_000))
        return await withTaskGroup(of: Duration?.self) { tasks in
            tasks.addTask {
                let number = await received { Self.number(in: $0, mark: mark) }
                return number.map { clock.now - (start + Self.interval * $0) }
            }
            tasks.addTask {
                for number in 0..<attempts {
                    try? await clock.sleep(until: start + Self.interval * number)
                    if Task.isCancelled { return nil }
                    send(Self.payload(number, mark: mark))
                }
                try? await clock.sleep(until: start + Self.interval * attempts)
                return nil
            }
            let first = await tasks.next() ?? nil
            tasks.cancelAll()
            return first
        }
    }

    private static func payload(_ number: Int, mark: UInt64) -> ByteBuffer {
        var payload = ByteBuffer()
        payload.writeInteger(mark)
        payload.writeInteger(number)
        return payload
    }

    private static func number(in payload: ByteBuffer, mark: UInt64) -> Int? {
        var payload = payload
        guard payload.readableBytes == 16, payload.readInteger(as: UInt64.self) == mark,
            let number = payload.readInteger(as: Int.self), (0..<1_000_000).contains(number)
        else { return nil }
        return number
    }
}
