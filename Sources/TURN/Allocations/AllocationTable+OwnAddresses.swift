// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

extension AllocationTable {
    /// The machine's addresses have changed. What is permitted already is judged anew: a peer at an address that has become
    /// our own would otherwise reach our listening ports for as long as its permission is refreshed.
    mutating func adopt(ownAddresses: [IPAddress], at now: NIODeadline) {
        gate.own(ownAddresses)
        records.forEachSlot { slot in
            guard let record = records[slot] else { return }
            for index in 0..<record.pointee.permissions.count {
                judgeAnew(record.pointee.permissions[index], of: record, at: now)
            }
            for index in 0..<record.pointee.channels.count {
                judgeAnew(record.pointee.channels[index], of: record, at: now)
            }
        }
    }

    private func judgeAnew(
        _ entry: UnsafeMutablePointer<PermissionEntry>, of record: UnsafeMutablePointer<AllocationRecord>,
        at now: NIODeadline
    ) {
        let verdict = gate.verdict(on: entry.pointee.ip, relaysOnly: record.pointee.isDeviceTest)
        entry.pointee.verdict = verdict
        if verdict == .refused { entry.pointee.expires = min(entry.pointee.expires, now) }
    }

    private func judgeAnew(
        _ entry: UnsafeMutablePointer<ChannelEntry>, of record: UnsafeMutablePointer<AllocationRecord>,
        at now: NIODeadline
    ) {
        let peer = entry.pointee.peer
        let verdict = gate.verdict(on: peer.ip, relaysOnly: record.pointee.isDeviceTest)
        entry.pointee.verdict = verdict
        guard !gate.allows(port: peer.port, of: verdict) else { return }
        entry.pointee.expires = min(entry.pointee.expires, now)
        entry.pointee.permittedUntil = min(entry.pointee.permittedUntil, now)
    }
}
