// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 13: the restart")
struct RestartTests {
    private func restarted() -> (Scene, guest: TokenHash?, host: TokenHash?) {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        scene.command(.connected)
        scene.command(.connected, by: .zoe)
        scene.command(.lock(true))
        scene.command(.mute(.camera))
        let tokens = (scene.grant(.zoe)?.resume, scene.host().grant?.resume)
        scene.wait(until: 600)
        scene.restart()
        return (scene, tokens.0, tokens.1)
    }

    @Test func rule13SeatsLastUntilStartAndTwoMinutes() {
        var (scene, guest, _) = restarted()
        scene.hostComes()
        #expect(scene.hostRoom?.call?.seatDeadline == scene.instant(720))
        scene.wait(until: 719)
        scene.comes(.zoe, .zoe, resume: guest)
        #expect(scene.linked == .zoe)
        #expect(scene.state(.zoe) == .inCall)
    }

    @Test func rule13SeatsOfNobodyLapseAfterARestart() {
        var (scene, guest, _) = restarted()
        scene.wait(until: 721)
        #expect(scene.times.last == .ended(.lapsed))
        scene.comes(.zoe, .zoe, resume: guest)
        #expect(scene.grant(.zoe) == nil)
    }

    @Test func rule13LockRolesAndMediaAreAsBefore() {
        var (scene, guest, host) = restarted()
        scene.comes(.zoe, .zoe, resume: guest)
        scene.comes(.max, .max)
        scene.hostComes(resume: host)
        #expect(scene.hostRoom?.isLocked == true)
        #expect(scene.hostRoom?.isHere == true)
        #expect(scene.state(.max) == .locked)
        #expect(scene.grant(.zoe)?.you.cameraBlocked == true)
        #expect(scene.grant(.zoe)?.started == scene.instant(0))
        #expect(scene.host().grant?.role == .host)
        #expect(scene.host().peer?.renegotiate != true)
        #expect(scene.times.filter { $0 == .connected }.count == 1)
    }

    @Test func rule13NoSecondGuestSlipsIn() {
        var (scene, _, host) = restarted()
        scene.hostComes(resume: host)
        scene.command(.lock(false))
        scene.comes(.stranger, .roomLink)
        scene.knock(.stranger)
        #expect(scene.admit(.stranger) == .seatTaken)
    }

    @Test func rule13PendingKnocksAreSentAgainWithTheTimeThatWasLeft() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.wait(until: 18)
        scene.restart()
        scene.wait(until: 20)
        scene.comes(.zoe, .zoe)
        #expect(scene.state(.zoe) == .open, "the host is expected back within the grace")
        #expect(scene.knock(.zoe, left: .seconds(12)) == nil)
        #expect(scene.view(.zoe)?.deadline == scene.instant(32))
        scene.comes(.max, .max)
        #expect(scene.knock(.max, left: .seconds(3000)) == nil)
        #expect(scene.view(.max)?.deadline == scene.instant(50))
        scene.hostComes()
        #expect(scene.hostRoom?.isHere == true)
        #expect(scene.hostRoom?.knocks.count == 2)
        #expect(scene.admit(.zoe) == nil)
    }

    @Test func rule13AHostWhoDoesNotComeBackHasLeft() {
        var scene = Scene()
        scene.openRoom()
        scene.restart()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.wait(until: 12)
        #expect(scene.state(.zoe) == .hostLeft)
        #expect(scene.stored?.hostPage == nil)
    }

    @Test func rule13WhatMustSurviveIsStoredBeforeItIsSaid() throws {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.admit(.zoe)
        let record = try #require(scene.stored)
        #expect(scene.actions.first == .persist(record))
        #expect(scene.actions[1] == .record(AppointmentPass.zoe.appointment, .admitted))
        #expect(scene.actions[2] == .acknowledge(.host(Scene.desk), 3))
        #expect(record.call?.guest.token == scene.grant(.zoe)?.resume)
        #expect(record.call?.host.token == scene.host().grant?.resume)
    }

    @Test func nothingIsStoredWhenNothingThatMustSurviveChanged() {
        var scene = Scene()
        scene.openRoom()
        scene.stored = nil
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.command(.withdraw, by: .zoe)
        #expect(scene.stored == nil)
    }
}
