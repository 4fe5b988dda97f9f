// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Room {
    /// What must survive, as it is now.
    var record: RoomRecord {
        RoomRecord(isLocked: isLocked, hostPage: host.page, call: call?.record, silenced: silenced)
    }
}
