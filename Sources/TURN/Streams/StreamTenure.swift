// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// How long a connection may stay: as long as it holds an allocation, else as the limits say. The answers that pass on
/// their way to the client tell of allocations, so nobody else needs to.
struct StreamTenure {
    private let limits: StreamLimits
    private var lastHeard: NIODeadline
    private var withoutAllocationSince: NIODeadline
    private var allocatedUntil: NIODeadline?

    init(limits: StreamLimits, now: NIODeadline) {
        self.limits = limits
        self.lastHeard = now
        self.withoutAllocationSince = now
    }

    var isAllocated: Bool { self.allocatedUntil != nil }

    /// When to ask ``isOver(now:)``.
    var due: NIODeadline {
        self.allocatedUntil
            ?? min(self.lastHeard + self.limits.silence, self.withoutAllocationSince + self.limits.withoutAllocation)
    }

    mutating func heard(now: NIODeadline) {
        self.lastHeard = now
    }

    /// Success responses to Allocate and Refresh carry the allocation's lifetime (RFC 8656, 7.2 and 8.2).
    mutating func answered(_ replies: ByteBuffer, now: NIODeadline) {
        replies.withUnsafeReadableBytes { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while case .frame(let length) = StreamFrame(at: rest), length <= rest.count {
                if let seconds = Self.lifetime(UnsafeRawBufferPointer(rebasing: rest[..<length])) {
                    self.granted(seconds, now)
                }
                rest = UnsafeRawBufferPointer(rebasing: rest[length...])
            }
        }
    }

    /// Whether the connection must be closed. An allocation whose time has passed is gone, and its connection has the same
    /// time to make another as a new one.
    mutating func isOver(now: NIODeadline) -> Bool {
        if let allocatedUntil, allocatedUntil <= now { self.lost(now) }
        return self.due <= now
    }

    private mutating func granted(_ seconds: UInt32, _ now: NIODeadline) {
        if seconds == 0 { return self.lost(now) }
        self.allocatedUntil = now + .seconds(Int64(seconds))
    }

    private mutating func lost(_ now: NIODeadline) {
        self.allocatedUntil = nil
        self.lastHeard = now
        self.withoutAllocationSince = now
    }

    private static func lifetime(_ bytes: UnsafeRawBufferPointer) -> UInt32? {
        guard let message = try? STUNMessage(reading: bytes), message.messageClass == .successResponse,
            message.method == .allocate || message.method == .refresh
        else { return nil }
        return (try? message.attribute(Lifetime.self))?.seconds
    }
}
