// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 13: the kept seat")
struct ResumeTests {
    private func connected() -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        scene.command(.connected)
        scene.command(.connected, by: .zoe)
        return scene
    }

    @Test func rule13AResumeAfter119SecondsNeedsNoKnock() {
        var scene = connected()
        let token = scene.grant(.zoe)?.resume
        scene.drops(.zoe)
        #expect(scene.linked == nil)
        #expect(scene.hostRoom?.call?.guestIsPresent == false)
        #expect(scene.hostRoom?.call?.seatDeadline == scene.instant(120))
        #expect(scene.host().peer?.isPresent == false)
        scene.wait(until: 119)
        scene.comes(.zoesReload, .zoe, resume: token)
        #expect(scene.grant(.zoesReload)?.isResumed == true)
        #expect(scene.grant(.zoesReload)?.resume == token)
        #expect(scene.linked == .zoesReload)
        #expect(scene.host().peer?.renegotiate == true)
        #expect(scene.state(.zoesReload) == .connecting)
    }

    @Test func rule13AResumeAfter121SecondsIsTooLate() {
        var scene = connected()
        let token = scene.grant(.zoe)?.resume
        scene.drops(.zoe)
        scene.wait(until: 121)
        #expect(scene.hostRoom?.ended?.reason == .lapsed)
        #expect(scene.hostRoom?.ended?.at == scene.instant(120))
        scene.comes(.zoesReload, .zoe, resume: token)
        #expect(scene.grant(.zoesReload) == nil)
        #expect(scene.state(.zoesReload) == .open)
    }

    @Test func rule13ALateTimerDoesNotKeepASeat() {
        var scene = connected()
        let token = scene.grant(.zoe)?.resume
        scene.drops(.zoe)
        scene.now = scene.instant(121)
        scene.comes(.zoesReload, .zoe, resume: token)
        #expect(scene.grant(.zoesReload) == nil)
        #expect(scene.linked == nil)
    }

    @Test func rule13TheSeatIsKeptLongerWhileTheOtherSideReportsMedia() {
        var scene = connected()
        scene.drops(.zoe)
        for second in stride(from: 10.0, through: 300, by: 10) {
            scene.wait(until: second)
            scene.handle(.flow(from: .host(Scene.desk)))
        }
        #expect(scene.hostRoom?.call?.seatDeadline == scene.instant(330))
        scene.wait(until: 329)
        #expect(scene.hostRoom?.call != nil)
        scene.wait(until: 330)
        #expect(scene.hostRoom?.ended?.reason == .lapsed)
    }

    @Test func rule13OnlyTheOtherParticipantReportsMedia() {
        var scene = connected()
        scene.comes(.stranger, .roomLink)
        scene.drops(.zoe)
        scene.wait(until: 110)
        scene.handle(.flow(from: .visitor(.stranger)))
        scene.handle(.flow(from: .visitor(.zoe)))
        scene.wait(until: 120)
        #expect(scene.hostRoom?.call == nil)
    }

    @Test func rule13TheSamePageComesBackWithoutANewNegotiation() {
        var scene = connected()
        let token = scene.grant(.zoe)?.resume
        scene.drops(.zoe)
        scene.comes(.zoe, .zoe, resume: token)
        #expect(scene.grant(.zoe)?.isResumed == true)
        #expect(scene.grant(.zoe)?.resume == token)
        #expect(scene.state(.zoe) == .inCall)
        #expect(scene.host().peer?.isPresent == true)
        #expect(scene.host().peer?.renegotiate == false)
    }

    @Test func rule13APageWhoseGrantWasLostGetsItAgain() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.drops(.zoe)
        #expect(scene.admit(.zoe) == nil)
        #expect(scene.linked == nil)
        #expect(scene.hostRoom?.call?.guestIsPresent == false)
        scene.comes(.zoe, .zoe)
        #expect(scene.grant(.zoe) != nil)
        #expect(scene.linked == .zoe)
        #expect(scene.knock(.zoe) == nil)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
    }

    @Test func rule13MicrophoneAndCameraComeBackAsTheyWere() {
        var scene = connected()
        scene.command(.media(microphone: true, camera: false, hasCamera: true), by: .zoe)
        scene.command(.mute(.microphone))
        let token = scene.grant(.zoe)?.resume
        scene.comes(.zoesReload, .zoe, resume: token)
        let expected = MediaState(microphone: false, camera: false, microphoneBlocked: true)
        #expect(scene.grant(.zoesReload)?.you == expected)
    }

    @Test func rule13AHostsSeatIsKeptWhileKnocksEndAfterTheGrace() {
        var scene = connected()
        scene.comes(.max, .max)
        scene.knock(.max)
        scene.hostDrops()
        #expect(scene.page(.zoe).peer?.isPresent == false)
        #expect(scene.page(.zoe).peer?.seatDeadline == scene.instant(120))
        scene.wait(until: 12)
        #expect(scene.state(.max) == .hostLeft)
        #expect(scene.state(.zoe) == .inCall)
        scene.wait(until: 119)
        scene.hostComes()
        #expect(scene.host().grant?.isResumed == true)
        #expect(scene.hostRoom?.isHere == true)
        #expect(scene.state(.max) == .busy)
    }

    @Test func rule13TheHostsSeatLapsesToo() {
        var scene = connected()
        scene.hostDrops()
        scene.wait(until: 120)
        #expect(scene.state(.zoe) == .ended)
        #expect(scene.times.last == .ended(.lapsed))
        scene.hostComes()
        #expect(scene.hostRoom?.ended?.reason == .lapsed)
        #expect(scene.host().grant == nil)
    }

    @Test func rule13AHostsReloadComesBackByItsToken() {
        var scene = connected()
        let reload = HostPageID("reload")
        let token = scene.host().grant?.resume
        scene.hostDrops()
        scene.hostComes(reload, resume: token)
        #expect(scene.host(reload).grant?.resume == token)
        #expect(scene.page(.zoe).peer?.renegotiate == true)
        #expect(scene.linked == .zoe)
    }
}
