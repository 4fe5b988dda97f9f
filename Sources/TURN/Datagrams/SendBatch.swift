// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CDatagrams
import Glibc
import STUN

/// What a loop sends at the end of a round, by reference to the buffers that it was received into.
///
/// Datagrams of one flow that came in the same round are joined into one message that the kernel cuts again, whether
/// they came as a burst or not; each message is a chain of segments, so flows may come mixed.
struct SendBatch: ~Copyable {
    static let maximumMessages = 256
    static let maximumSegments = 1_024
    static let arenaSize = 1 << 16
    /// What one segment may take of the arena.
    static let largestCopy = 2_048

    /// One datagram: a header that was not received with it, what was received, and zeros.
    struct Segment {
        var header: UnsafeMutableRawPointer?
        var headerLength: Int
        var payload: UnsafeMutableRawPointer
        var payloadLength: Int
        var padding: Int

        @inline(__always)
        var length: Int { headerLength + payloadLength + padding }
    }

    /// Where a message goes.
    struct Route {
        let descriptor: Int32
        let destination: TransportAddress
        /// The interface of a destination that is link-local.
        var scope: UInt32 = 0
        /// The address to send from, for a socket that is bound to none.
        let local: IPAddress?
        let canOffload: Bool
        var dontFragment = false
    }

    /// A message that more segments of its flow may join, until the batch is sent.
    struct Ticket {
        fileprivate var round: UInt64
        fileprivate var message: Int32

        /// Joins nothing.
        static let none = Ticket(round: 0, message: 0)
    }

    struct Message {
        var route: Route
        var segmentSize: Int
        var total: Int
        var count: Int
        var first: Int32
        var last: Int32
        /// A shorter segment ended it.
        var isComplete: Bool
    }

    struct Link {
        var segment: Segment
        var next: Int32
    }

    let messages: UnsafeMutablePointer<Message>
    let links: UnsafeMutablePointer<Link>
    private let arena: UnsafeMutableRawPointer
    private(set) var messageCount = 0
    private var linkCount = 0
    private var arenaUsed = 0
    private var round: UInt64 = 1

    init() {
        messages = .allocate(capacity: Self.maximumMessages)
        links = .allocate(capacity: Self.maximumSegments)
        arena = .allocate(byteCount: Self.arenaSize, alignment: 16)
    }

    deinit {
        messages.deallocate()
        links.deallocate()
        arena.deallocate()
    }

    /// Whether a segment and a header for it can still be taken.
    @inline(__always)
    var hasRoom: Bool {
        messageCount < Self.maximumMessages && linkCount < Self.maximumSegments
            && arenaUsed + Self.largestCopy <= Self.arenaSize
    }

    /// Memory for a header or a short message that lives until the batch was sent. Ask `hasRoom` first.
    ///
    /// - Parameter count: at most `largestCopy`.
    @inline(__always)
    mutating func allocate(_ count: Int) -> UnsafeMutableRawPointer {
        precondition(count <= Self.largestCopy && arenaUsed + count <= Self.arenaSize)
        defer { arenaUsed += (count + 15) & ~15 }
        return arena + arenaUsed
    }

    /// Adds a datagram. Ask `hasRoom` first.
    ///
    /// - Parameters:
    ///   - ticket: of the flow's message so far; that of the message the segment went into afterwards.
    ///   - isBurst: it came as part of one, so the path holds segments of its size.
    @inline(__always)
    mutating func add(_ segment: Segment, to route: Route, ticket: inout Ticket, isBurst: Bool) {
        // The arena is not asked: what this very datagram took of it may have been the last.
        precondition(messageCount < Self.maximumMessages && linkCount < Self.maximumSegments)
        let link = Int32(truncatingIfNeeded: linkCount)
        linkCount += 1
        (links + Int(link)).initialize(to: Link(segment: segment, next: -1))
        if ticket.round == round, join(segment, link, Int(ticket.message), route, isBurst) { return }
        ticket = Ticket(round: round, message: Int32(truncatingIfNeeded: messageCount))
        (messages + messageCount).initialize(
            to: Message(
                route: route, segmentSize: segment.length, total: segment.length, count: 1, first: link, last: link,
                isComplete: segment.length == 0 || !route.canOffload || route.dontFragment))
        messageCount += 1
    }

    @inline(__always)
    private func join(_ segment: Segment, _ link: Int32, _ index: Int, _ route: Route, _ isBurst: Bool) -> Bool {
        let message = messages + index
        let length = segment.length
        guard !message.pointee.isComplete, length > 0, length <= message.pointee.segmentSize,
            isBurst || message.pointee.segmentSize <= Offload.maximumJoined,
            message.pointee.count < Offload.maximumSegments,
            message.pointee.total + length <= Offload.maximumBytes,
            message.pointee.route.descriptor == route.descriptor, !route.dontFragment,
            message.pointee.route.destination == route.destination, message.pointee.route.local == route.local
        else { return false }
        links[Int(message.pointee.last)].next = link
        message.pointee.last = link
        message.pointee.count += 1
        message.pointee.total += length
        message.pointee.isComplete = length < message.pointee.segmentSize
        return true
    }

    /// Whether nothing is to be sent and the arena is free. Headers for streams are copied out of the arena and leave no
    /// message behind.
    var isEmpty: Bool { messageCount == 0 && arenaUsed == 0 }

    /// Everything was sent: the tickets are void and the arena is free.
    mutating func reset() {
        messageCount = 0
        linkCount = 0
        arenaUsed = 0
        round += 1
    }
}
