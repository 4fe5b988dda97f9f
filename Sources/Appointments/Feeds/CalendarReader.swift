// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
public import ICalendar

/// Where strangers' calendars are read. The server reads them in a process of their own, which may be ended when it takes too
/// long or falls.
public struct CalendarReader: Sendable {
    /// When the calendar is busy between two instants; `zone` is the wall of times that name none.
    public typealias Read =
        @Sendable (_ bytes: [UInt8], _ from: Date, _ to: Date, _ zone: TimeZone) async -> Result<[BusyTime], FeedError>

    let read: Read

    public init(read: @escaping Read) {
        self.read = read
    }

    /// Within this process: one at a time, on a thread that nobody waits for.
    public static let here = CalendarReader { bytes, from, to, zone in
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(FeedError) {
                    let busy = try CalendarFeed.busy(bytes, from: from, to: to, floatingZone: zone)
                    continuation.resume(returning: .success(busy))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
    }

    private static let queue = DispatchQueue(label: "visavis.calendars")
}
