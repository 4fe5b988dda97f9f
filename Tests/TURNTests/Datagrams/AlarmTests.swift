// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing

@testable import TURN

@Suite("What wakes a loop when something is due")
struct AlarmTests {
    @Test("it rings at the earliest time that it was set for, once, and can be set again")
    func rings() throws {
        let (epoll, descriptor) = (try Poller.open(), try Alarm.open())
        let poller = Poller(owning: epoll)
        var alarm = Alarm(owning: descriptor)
        try poller.watch(descriptor, as: Poller.Tag(.alarm, 0))
        let now = NIODeadline.now()
        for due in [now + .hours(1), now + .milliseconds(30), now + .hours(2)] {
            let isSet = alarm.set(due, at: now)
            #expect(isSet)
        }
        let first = poller.wait(milliseconds: 0)
        #expect(first == 0)
        let rung = poller.wait(milliseconds: 5_000)
        let tag = poller.tag(at: 0)
        #expect(rung == 1 && tag == Poller.Tag(.alarm, 0))
        #expect(NIODeadline.now() >= now + .milliseconds(30))
        let again = poller.wait(milliseconds: 0)
        #expect(again == 0)
        // It has rung: the next time is later than the last, and over already.
        let isSet = alarm.set(now + .milliseconds(31), at: now + .milliseconds(32))
        let last = poller.wait(milliseconds: 5_000)
        #expect(isSet && last == 1)
    }
}
