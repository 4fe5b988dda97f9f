// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 15: when a link may knock")
struct WindowTests {
    private let later = VisitorPass.personal(.of("later", opens: 100, closes: 200))

    @Test func rule15TheWindowOpensAndClosesByItself() {
        var scene = Scene()
        scene.comes(.zoe, later)
        #expect(scene.state(.zoe) == .tooEarly)
        #expect(scene.view(.zoe)?.opens == scene.instant(100))
        #expect(scene.knock(.zoe) == .notNow)
        scene.wait(until: 99.9)
        #expect(scene.state(.zoe) == .tooEarly)
        scene.wait(until: 100)
        #expect(scene.state(.zoe) == .absent)
        #expect(scene.view(.zoe)?.opens == nil)
        scene.wait(until: 200)
        #expect(scene.state(.zoe) == .over)
    }

    /// Finding 28: a client who waits from before the hour was there at the hour.
    @Test func whoOpenedThePageEarlyHasComeWhenTheLinkOpens() {
        var scene = Scene()
        scene.comes(.zoe, later)
        #expect(scene.times == [.arrived])
        scene.wait(until: 100)
        #expect(scene.times == [.arrived, .arrived])
        scene.wait(until: 150)
        scene.comes(.max, later)
        scene.wait(until: 200)
        #expect(scene.times == [.arrived, .arrived, .arrived])
    }

    @Test func whoLookedAtThePageEarlyAndWentHasNotComeByThat() {
        var scene = Scene()
        scene.comes(.zoe, later)
        scene.drops(.zoe)
        scene.wait(until: 200)
        #expect(scene.times == [.arrived])
    }

    @Test(arguments: [0.0, 150, 300])
    func rule15AtAnyTimeWhileTheHostIsInTheRoomAndUnlocked(_ second: Double) {
        var scene = Scene()
        scene.comes(.zoe, later)
        scene.wait(until: second)
        scene.openRoom()
        #expect(scene.state(.zoe) == .open)
        #expect(scene.knock(.zoe) == nil)
        #expect(scene.admit(.zoe) == nil)
    }

    @Test func rule15OutsideTheWindowTheLockShowsTheHour() {
        var scene = Scene()
        scene.comes(.zoe, later)
        scene.openRoom()
        scene.command(.lock(true))
        #expect(scene.state(.zoe) == .tooEarly)
        scene.wait(until: 100)
        #expect(scene.state(.zoe) == .locked)
        scene.wait(until: 200)
        #expect(scene.state(.zoe) == .over)
    }

    @Test func rule15OutsideTheWindowAnotherCallIsBusy() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.max, later)
        scene.enter(.zoe, .zoe)
        #expect(scene.state(.max) == .busy)
        #expect(scene.knock(.max) == nil)
    }

    @Test func rule15AKnockOutsideTheWindowEndsAsLockedToo() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, later)
        scene.knock(.zoe)
        scene.command(.lock(true))
        #expect(scene.state(.zoe) == .locked)
    }

    @Test func anAppointmentCancelledWhileTheVisitorIsOnThePage() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.handle(.appointmentChanged(.of("zoe", cancelled: true)))
        #expect(scene.state(.zoe) == .appointmentCancelled)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
        #expect(scene.knock(.zoe) == .notNow)
    }

    @Test func anAppointmentMovedWhileTheVisitorIsOnThePage() {
        var scene = Scene()
        scene.comes(.zoe, .zoe)
        #expect(scene.state(.zoe) == .absent)
        #expect(scene.view(.zoe)?.startsAt == 0)
        scene.handle(.appointmentChanged(.of("zoe", starts: 600_000)))
        #expect(scene.view(.zoe)?.startsAt == 600_000)
        scene.handle(.appointmentChanged(.of("zoe", opens: 5000, closes: 9000)))
        #expect(scene.state(.zoe) == .tooEarly)
        #expect(scene.view(.zoe)?.opens == scene.instant(5000))
    }

    @Test func aCancelledAppointmentDoesNotEndItsRunningCall() {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        scene.handle(.appointmentChanged(.of("zoe", cancelled: true)))
        #expect(scene.linked == .zoe)
        #expect(scene.state(.zoe) == .connecting)
    }

    @Test func rule15TheRoomsLinkCanBeSwitchedOff() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.stranger, .roomLink)
        scene.knock(.stranger)
        scene.handle(.settingsChanged(RoomSettings(hostName: "Anne Martin", roomLinkAllowed: false)))
        #expect(scene.state(.stranger) == .absent)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
        #expect(scene.knock(.stranger) == .notNow)
        scene.handle(.settingsChanged(RoomSettings(hostName: "Anne Martin")))
        #expect(scene.state(.stranger) == .open)
    }
}
