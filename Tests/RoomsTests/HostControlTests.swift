// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rules 10 and 11: microphone, camera, exclusion")
struct HostControlTests {
    private func inCall() -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        return scene
    }

    @Test func rule10TheHostTurnsTheClientsDevicesOffButNeverOn() {
        var scene = inCall()
        #expect(scene.command(.mute(.camera)) == nil)
        #expect(scene.page(.zoe).controls == [.control(.camera, blocked: true)])
        #expect(scene.hostRoom?.call?.guestMedia == MediaState(camera: false, cameraBlocked: true))
        #expect(scene.host().peer?.media.cameraBlocked == true)
        let on = Command.media(microphone: true, camera: true, hasCamera: true)
        #expect(scene.command(on, by: .zoe) == .notAllowed)
        #expect(scene.command(.media(microphone: false, camera: false, hasCamera: true), by: .zoe) == nil)
        #expect(scene.command(.ask(.camera)) == nil)
        #expect(scene.page(.zoe).controls.last == .control(.camera, blocked: false))
        #expect(scene.hostRoom?.call?.guestMedia.camera == false)
        #expect(scene.command(on, by: .zoe) == nil)
        #expect(scene.hostRoom?.call?.guestMedia == MediaState())
    }

    @Test func rule10WhatTheHostTurnedOffWhileTheClientWasAwayHolds() {
        var scene = inCall()
        scene.drops(.zoe)
        scene.command(.mute(.microphone))
        scene.comes(.zoe, .zoe)
        #expect(scene.grant(.zoe)?.you == MediaState(microphone: false, microphoneBlocked: true))
    }

    @Test func rule10ExcludingEndsTheCallAndVoidsGrantTicketAndToken() {
        var scene = inCall()
        let token = scene.grant(.zoe)?.resume
        #expect(scene.command(.exclude(lock: false)) == nil)
        #expect(scene.state(.zoe) == .excluded)
        #expect(scene.page(.zoe).closed == .done)
        #expect(scene.linked == nil)
        #expect(scene.hostRoom?.ended?.reason == .excluded)
        #expect(scene.spent[.zoe] == .excluded)
        #expect(scene.times.last == .ended(.excluded))

        scene.comes(.zoe, .zoe, resume: token)
        #expect(scene.state(.zoe) == .excluded)
        #expect(scene.page(.zoe).closed == .done)
        scene.comes(.zoesReload, .zoe, resume: token)
        #expect(scene.grant(.zoesReload) == nil)
        #expect(scene.state(.zoesReload) == .open)
        #expect(scene.knock(.zoesReload) == nil)
        #expect(scene.linked == nil)
    }

    @Test func rule10ExcludingReachesWhoIsAway() {
        var scene = inCall()
        scene.drops(.zoe)
        scene.command(.exclude(lock: false))
        scene.comes(.zoe, .zoe)
        #expect(scene.state(.zoe) == .excluded)
    }

    @Test func rule10ExcludeAndLockLeavesTheRoomLocked() {
        var scene = inCall()
        scene.command(.exclude(lock: true))
        #expect(scene.hostRoom?.isLocked == true)
        scene.comes(.zoesReload, .zoe)
        #expect(scene.state(.zoesReload) == .locked)
        #expect(scene.knock(.zoesReload) == .locked)
    }

    @Test func rule10ThereIsNothingToControlWithoutACall() {
        var scene = Scene()
        scene.openRoom()
        for command in [Command.mute(.camera), .ask(.camera), .exclude(lock: false), .hangUp, .connected] {
            #expect(scene.command(command) == .notNow)
        }
    }

    @Test func rule11BothEnterWithTheCameraOn() {
        let scene = inCall()
        #expect(scene.grant(.zoe)?.you == MediaState())
        #expect(scene.host().grant?.you == MediaState())
    }

    @Test func rule11WithoutACameraTheOtherSideIsTold() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        let devices = Devices(camera: false, microphone: true, speaker: true)
        scene.command(.ready(name: "Zoë", devices: devices), by: .zoe)
        scene.knock(.zoe)
        scene.admit(.zoe)
        #expect(scene.host().grant?.other == MediaState(camera: false, hasCamera: false))
    }

    @Test func rule11TheHostsCameraIsOnAgainAtTheNextEntry() {
        var scene = Scene()
        scene.openRoom()
        scene.command(.media(microphone: true, camera: false, hasCamera: true))
        scene.enter(.zoe, .zoe)
        #expect(scene.host().grant?.you.camera == false)
        scene.command(.close)
        scene.command(.open)
        scene.enter(.max, .max)
        #expect(scene.host().grant?.you.camera == true)
    }

    @Test func rule11BothSeeWhatTheOtherShows() {
        var scene = inCall()
        scene.command(.media(microphone: false, camera: true, hasCamera: true))
        #expect(scene.page(.zoe).peer?.media.microphone == false)
        scene.command(.media(microphone: true, camera: false, hasCamera: true), by: .zoe)
        #expect(scene.host().peer?.media.camera == false)
    }
}
