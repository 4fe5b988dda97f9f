// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Races")
struct RaceTests {
    private func knocking() -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        return scene
    }

    @Test func withdrawBeforeAdmit() {
        var scene = knocking()
        scene.command(.withdraw, by: .zoe)
        #expect(scene.admit(.zoe) == .noSuchKnock)
        #expect(scene.state(.zoe) == .withdrawn)
        #expect(scene.linked == nil)
    }

    @Test func admitBeforeWithdraw() {
        var scene = knocking()
        scene.admit(.zoe)
        #expect(scene.command(.withdraw, by: .zoe) == .noSuchKnock)
        #expect(scene.state(.zoe) == .connecting)
        #expect(scene.command(.hangUp, by: .zoe) == nil)
    }

    @Test func admitAtTheInstantOfTheTimeOut() {
        var scene = knocking()
        scene.now = scene.instant(30)
        #expect(scene.admit(.zoe) == nil)
        scene.wait(until: 30)
        #expect(scene.state(.zoe) == .connecting)
        #expect(scene.spent.isEmpty)
    }

    @Test func timeOutAtTheInstantOfTheAdmit() {
        var scene = knocking()
        scene.wait(until: 30)
        #expect(scene.admit(.zoe) == .noSuchKnock)
        #expect(scene.state(.zoe) == .noAnswer)
        #expect(scene.linked == nil)
    }

    @Test func aLateTimerDoesNotLetALateAdmitIn() {
        var scene = knocking()
        scene.now = scene.instant(30.001)
        #expect(scene.admit(.zoe) == .noSuchKnock)
        #expect(scene.spent[.zoe] == .noAnswer)
    }

    @Test func twoAdmitsOfOneKnock() {
        var scene = knocking()
        #expect(scene.admit(.zoe) == nil)
        #expect(scene.admit(.zoe) == .noSuchKnock)
        #expect(scene.page(.zoe).grants == 1)
    }

    @Test func twoAdmitsOfTwoKnocks() {
        var scene = knocking()
        scene.comes(.max, .max)
        scene.knock(.max)
        #expect(scene.admit(.max) == nil)
        #expect(scene.admit(.zoe) == .seatTaken)
        #expect(scene.linked == .max)
    }

    @Test func admitAgainstRefuse() {
        var scene = knocking()
        scene.command(.refuse(VisitorID.zoe.knock, silence: false))
        #expect(scene.admit(.zoe) == .noSuchKnock)
        #expect(scene.linked == nil)
    }

    @Test func hostLeavesWhileAKnockIsPending() {
        var scene = knocking()
        scene.command(.close)
        #expect(scene.state(.zoe) == .hostLeft)
        #expect(scene.admit(.zoe) == .notNow)
    }

    @Test func theKnocksClockRunsOnInTheHostsGrace() {
        var scene = knocking()
        scene.wait(until: 25)
        scene.hostDrops()
        scene.wait(until: 37)
        #expect(scene.state(.zoe) == .noAnswer)
    }

    @Test func lockWhileAKnockIsPending() {
        var scene = knocking()
        scene.command(.lock(true))
        #expect(scene.admit(.zoe) == .noSuchKnock)
        #expect(scene.state(.zoe) == .locked)
    }

    @Test func reloadAtSecond29() {
        var scene = knocking()
        scene.wait(until: 29)
        scene.drops(.zoe)
        scene.comes(.zoesReload, .zoe)
        #expect(scene.knock(.zoesReload) == nil)
        #expect(scene.hostRoom?.knocks.map(\.visitor) == [.zoesReload])
        #expect(scene.view(.zoesReload)?.deadline == scene.instant(59))
        scene.wait(until: 58)
        #expect(scene.admit(.zoesReload) == nil)
    }

    @Test func hangUpOfBothAtOnce() {
        var scene = knocking()
        scene.admit(.zoe)
        #expect(scene.command(.hangUp) == nil)
        #expect(scene.command(.hangUp, by: .zoe) == .notAllowed)
        #expect(scene.times.last == .ended(.hungUp))
    }

    @Test func bothDropAndTheCallLapsesOnce() {
        var scene = knocking()
        scene.admit(.zoe)
        scene.drops(.zoe)
        scene.hostDrops()
        scene.wait(until: 500)
        #expect(scene.times.filter { $0 == .ended(.lapsed) }.count == 1)
        #expect(scene.room.isIdle)
    }

    @Test func whatWasDueFirstHappensFirst() {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.max, .max)
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        #expect(scene.state(.zoe) == .askedToWait)
        scene.drops(.max)
        // The seat lapses at 120 s and the queued knock rings until 150 s, though nobody looked before 149 s.
        scene.now = scene.instant(149)
        scene.perform(scene.room.advance(to: scene.now))
        #expect(scene.state(.zoe) == .waiting)
        #expect(scene.view(.zoe)?.deadline == scene.instant(150))
    }
}
