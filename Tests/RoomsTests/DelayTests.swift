// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Running late: what the waiting client reads")
struct DelayTests {
    private let late = AppointmentPass.of("zoe", delay: 10)

    @Test func whoeverWaitsIsToldWhereTheyStand() {
        var scene = Scene()
        scene.comes(.zoe, .zoe)
        #expect(scene.view(.zoe)?.delayMinutes == nil)
        scene.handle(.appointmentChanged(late))
        #expect(scene.state(.zoe) == .absent)
        #expect(scene.view(.zoe)?.delayMinutes == 10)
        scene.openRoom()
        #expect(scene.view(.zoe)?.delayMinutes == 10)
        scene.knock(.zoe)
        #expect(scene.state(.zoe) == .waiting)
        #expect(scene.view(.zoe)?.delayMinutes == 10)
    }

    @Test func aNewDelayReplacesTheOldOneAndNoneTakesItBack() {
        var scene = Scene()
        scene.comes(.zoe, .personal(late))
        #expect(scene.view(.zoe)?.delayMinutes == 10)
        scene.handle(.appointmentChanged(.of("zoe", delay: 25)))
        #expect(scene.view(.zoe)?.delayMinutes == 25)
        scene.handle(.appointmentChanged(.zoe))
        #expect(scene.view(.zoe)?.delayMinutes == nil)
    }

    @Test func nobodyElseIsTold() {
        var scene = Scene()
        scene.comes(.zoe, .personal(late))
        scene.comes(.max, .max)
        scene.comes(.stranger, .roomLink)
        #expect(scene.view(.max)?.delayMinutes == nil)
        #expect(scene.view(.stranger)?.delayMinutes == nil)
    }

    @Test func inTheCallAndAfterAnAnswerNothingIsSaidOfIt() {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .personal(late))
        #expect(scene.view(.zoe)?.delayMinutes == nil)
        scene.comes(.max, .personal(.of("max", delay: 5)))
        scene.knock(.max)
        scene.command(.refuse(VisitorID.max.knock, silence: false))
        #expect(scene.state(.max) == .refused)
        #expect(scene.view(.max)?.delayMinutes == nil)
    }

    @Test func afterItsTimeOrWhenCancelledThereIsNoDelay() {
        var scene = Scene()
        scene.comes(.zoe, .personal(.of("zoe", closes: 200, delay: 10)))
        scene.wait(until: 200)
        #expect(scene.state(.zoe) == .over)
        #expect(scene.view(.zoe)?.delayMinutes == nil)
        scene.comes(.max, .personal(.of("max", cancelled: true, delay: 10)))
        #expect(scene.view(.max)?.delayMinutes == nil)
    }
}
