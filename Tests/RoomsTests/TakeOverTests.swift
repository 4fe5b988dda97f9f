// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 14: the same participant elsewhere")
struct TakeOverTests {
    private let tab = HostPageID("second tab")

    private func inCall() -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        return scene
    }

    @Test func rule14TheNewestPageOfTheHostTakesOver() {
        var scene = inCall()
        scene.hostComes(tab)
        #expect(scene.host(tab).grant == nil)
        #expect(scene.command(.open, host: tab) == nil)
        #expect(scene.host().wasMoved)
        #expect(scene.host().closed == .done)
        #expect(scene.host(tab).grant?.isResumed == true)
        #expect(scene.page(.zoe).peer?.renegotiate == true)
    }

    @Test func rule14AnOlderPageStaysOutUntilItTakesBack() {
        var scene = inCall()
        scene.hostComes(tab)
        scene.command(.open, host: tab)
        scene.hostComes()
        #expect(scene.host().wasMoved)
        #expect(scene.host().grant == nil)
        scene.hostComes(takeBack: true)
        #expect(scene.host().grant != nil)
        #expect(scene.host(tab).closed == .done)
    }

    @Test func rule14ASecondTabOfTheClientTakesOverByTheToken() {
        var scene = inCall()
        let token = scene.grant(.zoe)?.resume
        scene.comes(.zoesReload, .zoe, resume: token)
        #expect(scene.page(.zoe).wasMoved)
        #expect(scene.state(.zoe) == .movedDevice)
        #expect(scene.page(.zoe).closed == .done)
        #expect(scene.linked == .zoesReload)
        scene.comes(.zoe, .zoe, resume: token)
        #expect(scene.grant(.zoe) == nil)
        #expect(scene.linked == .zoesReload)
        scene.comes(.zoe, .zoe, resume: token, takeBack: true)
        #expect(scene.linked == .zoe)
        #expect(scene.page(.zoesReload).wasMoved)
    }

    @Test func rule14TheSameLinkElsewhereIsAnotherVisitorWhoKnocks() {
        var scene = inCall()
        let token = scene.grant(.zoe)?.resume
        scene.command(.mute(.microphone))
        scene.comes(.zoesPhone, .zoe)
        scene.knock(.zoesPhone)
        #expect(scene.hostRoom?.knocks.first?.isAnotherDevice == true)
        #expect(scene.grant(.zoesPhone) == nil)
        #expect(scene.linked == .zoe)
        #expect(scene.admit(.zoesPhone) == nil)
        #expect(scene.linked == .zoesPhone)
        #expect(scene.state(.zoe) == .movedDevice)
        #expect(scene.page(.zoe).closed == .done)
        #expect(scene.hostRoom?.call?.call == CallID("call-1"))
        #expect(scene.host().peer?.renegotiate == true)
        #expect(scene.grant(.zoesPhone)?.you == MediaState(microphone: false, microphoneBlocked: true))
        // The old device's token went with its seat.
        scene.comes(.zoe, .zoe, resume: token, takeBack: true)
        #expect(scene.linked == .zoesPhone)
        #expect(scene.state(.zoe) == .open)
    }

    @Test func rule14RefusingTheOtherDeviceLeavesTheCall() {
        var scene = inCall()
        scene.comes(.zoesPhone, .zoe)
        scene.knock(.zoesPhone)
        scene.command(.refuse(VisitorID.zoesPhone.knock, silence: false))
        #expect(scene.linked == .zoe)
        #expect(scene.state(.zoe) == .connecting)
    }

    @Test func rule14AnotherAppointmentIsNotAnotherDevice() {
        var scene = inCall()
        scene.comes(.max, .max)
        scene.knock(.max)
        #expect(scene.hostRoom?.knocks.first?.isAnotherDevice == false)
        #expect(scene.admit(.max) == .seatTaken)
    }

    @Test func rule14AHostsPageWithoutACallTakesTheRoomOver() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.hostComes(tab)
        scene.command(.open, host: tab)
        #expect(scene.host().wasMoved)
        #expect(scene.host(tab).hostRoom?.isHere == true)
        #expect(scene.state(.zoe) == .waiting)
    }

    @Test func aSocketReplacedBeforeItsEndWasNoticedKeepsTheSeat() {
        var scene = inCall()
        let token = scene.grant(.zoe)?.resume
        scene.comes(.zoe, .zoe, resume: token)
        #expect(scene.linked == .zoe)
        #expect(scene.grant(.zoe)?.resume == token)
        scene.hostComes()
        #expect(scene.host().grant != nil)
        #expect(scene.hostRoom?.isHere == true)
    }
}
