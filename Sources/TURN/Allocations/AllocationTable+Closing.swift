// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// When `expire` has something to look at again; nil when nothing can end.
    var nextDeadline: NIODeadline? {
        guard count > 0 || officeHasWork else { return nil }
        return wheel.sweptAt + .seconds(1)
    }

    /// Ends what is past its time.
    /// - Parameter closed: called for each allocation that has ended; its sockets are to be closed.
    mutating func expire(at now: Moment, closed: (AllocationIndex) -> Void) {
        officeHasWork = office.withBooks { $0.sweep(at: now) }
        for bucket in wheel.sweep(to: now.monotonic) {
            var slot = wheel[bucket]
            while let record = records[slot] {
                let next = record.pointee.next
                if record.pointee.expires <= now.monotonic { end(slot, at: now.monotonic, closed) }
                slot = next
            }
        }
    }

    /// Ends all allocations of a participant. The office must have been told first, once for all loops.
    mutating func revoke(participant: String, at now: Moment, closed: (AllocationIndex) -> Void) {
        var found: [UInt32] = []
        records.forEachSlot { slot in
            guard let record = records[slot] else { return }
            if credentials[record.pointee.credential]?.name.participant == participant { found.append(slot) }
        }
        for slot in found { end(slot, at: now.monotonic, closed) }
    }

    /// A stream has ended, and with it its allocation (RFC 8656, section 7.2).
    /// - Returns: the allocation whose sockets are to be closed.
    mutating func clientGone(stream: UInt32, at now: Moment) -> AllocationIndex? {
        guard let slot = streams[stream], let record = records[slot] else { return nil }
        let index = AllocationIndex(slot: slot, generation: record.pointee.generation)
        close(slot, at: now.monotonic)
        return index
    }

    /// Forgets an allocation and gives back all it held.
    mutating func close(_ slot: UInt32, at now: NIODeadline) {
        guard let record = records[slot] else { return }
        let old = record.pointee
        unschedule(slot)
        tuples.remove(tuples.hash(old.fiveTuple), slot)
        portsIPv4.set(old.portIPv4, to: nil)
        portsIPv6.set(old.portIPv6, to: nil)
        if old.fiveTuple.transport.isStream { streams[old.fiveTuple.stream] = nil }
        counters.allocations[old.fiveTuple.transport] &-= 1
        giveBack(old, at: now)
        Self.free(record)
        records.remove(slot)
        officeHasWork = true
    }

    /// Gives back what the office and the credentials count for an allocation.
    mutating func giveBack(_ record: AllocationRecord, at now: NIODeadline) {
        credentials.release(record.credential)
        office.withBooks { books in
            if record.portIPv4 != 0 { books.givePort(record.portIPv4, .ipv4) }
            if record.portIPv6 != 0 { books.givePort(record.portIPv6, .ipv6) }
            books.release(record.seat, leaving: record.holdings, unusedBytes: record.leased, at: now)
        }
    }

    /// Changes a relayed port of an allocation in record and map.
    mutating func setPort(
        _ record: UnsafeMutablePointer<AllocationRecord>, _ port: UInt16, _ family: AddressFamily, slot: UInt32?
    ) {
        let changed = port != 0 ? port : record.pointee.port(family)
        record.pointee.setPort(port, family)
        if family == .ipv4 { portsIPv4.set(changed, to: slot) } else { portsIPv6.set(changed, to: slot) }
    }

    private mutating func end(_ slot: UInt32, at now: NIODeadline, _ closed: (AllocationIndex) -> Void) {
        guard let record = records[slot] else { return }
        let index = AllocationIndex(slot: slot, generation: record.pointee.generation)
        close(slot, at: now)
        closed(index)
    }

    /// Puts an allocation into the bucket of its end.
    func schedule(_ slot: UInt32) {
        guard let record = records[slot] else { return }
        let bucket = wheel.bucket(record.pointee.expires)
        let head = wheel[bucket]
        record.pointee.next = head
        record.pointee.previous = DeadlineWheel.none
        records[head]?.pointee.previous = slot
        wheel[bucket] = slot
    }

    func unschedule(_ slot: UInt32) {
        guard let record = records[slot] else { return }
        let (previous, next) = (record.pointee.previous, record.pointee.next)
        records[next]?.pointee.previous = previous
        if let before = records[previous] {
            before.pointee.next = next
        } else {
            wheel[wheel.bucket(record.pointee.expires)] = next
        }
    }
}
