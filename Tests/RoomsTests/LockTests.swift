// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 9: the lock")
struct LockTests {
    private func inCall(_ settings: RoomSettings = RoomSettings(hostName: "Anne Martin")) -> Scene {
        var scene = Scene(settings: settings)
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        return scene
    }

    @Test func rule9AnEmptyLockedRoomIsAPause() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.comes(.stranger, .roomLink)
        #expect(scene.command(.lock(true)) == nil)
        #expect(scene.state(.zoe) == .locked)
        #expect(scene.state(.stranger) == .locked)
        #expect(scene.knock(.zoe) == .locked)
        #expect(scene.stored?.isLocked == true)
        scene.command(.lock(false))
        #expect(scene.state(.zoe) == .open)
        #expect(scene.knock(.zoe) == nil)
    }

    @Test func rule9WaitingKnocksEndAsLockedAndTheirPagesOpenByThemselves() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.comes(.stranger, .roomLink)
        scene.knock(.zoe)
        scene.knock(.stranger)
        scene.command(.wait(VisitorID.zoe.knock, text: "Un instant"))
        scene.command(.lock(true))
        #expect(scene.state(.zoe) == .locked)
        #expect(scene.state(.stranger) == .locked)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
        #expect(scene.spent.isEmpty)
        scene.command(.lock(false))
        #expect(scene.state(.zoe) == .open)
        #expect(scene.state(.stranger) == .open)
    }

    @Test func rule9ALockIsForOneCall() {
        var scene = inCall()
        scene.comes(.max, .max)
        scene.command(.lock(true))
        #expect(scene.state(.max) == .locked)
        scene.command(.hangUp)
        #expect(scene.hostRoom?.isLocked == false)
        #expect(scene.state(.max) == .open)
    }

    @Test func rule9TheLockOpensWhenTheClientLeaves() {
        var scene = inCall()
        scene.command(.lock(true))
        scene.command(.hangUp, by: .zoe)
        #expect(scene.hostRoom?.isLocked == false)
    }

    @Test func rule9StayClosedKeepsTheRoomLockedAfterTheCall() {
        var scene = inCall(RoomSettings(hostName: "Anne Martin", stayClosed: true))
        scene.comes(.max, .max)
        scene.knock(.max)
        #expect(scene.state(.max) == .askedToWait)
        scene.command(.hangUp)
        #expect(scene.hostRoom?.isLocked == true)
        #expect(scene.state(.max) == .locked)
    }

    @Test func rule9LockOnEntryLocksWhenAClientEnters() {
        var scene = Scene(settings: RoomSettings(hostName: "Anne Martin", lockOnEntry: true))
        scene.openRoom()
        scene.comes(.max, .max)
        scene.knock(.max)
        scene.enter(.zoe, .zoe)
        #expect(scene.hostRoom?.isLocked == true)
        #expect(scene.state(.max) == .locked)
        #expect(scene.stored?.isLocked == true)
    }

    @Test func rule9TheCallsOwnClientPassesTheLockOnAnotherDevice() {
        var scene = inCall()
        scene.command(.lock(true))
        scene.comes(.zoesPhone, .zoe)
        #expect(scene.state(.zoesPhone) == .open)
        #expect(scene.knock(.zoesPhone) == nil)
        #expect(scene.hostRoom?.knocks.first?.isAnotherDevice == true)
        #expect(scene.view(.zoesPhone)?.deadline == scene.instant(30))
    }

    @Test func rule9LockingKeepsTheKnockOfTheCallsOwnClient() {
        var scene = inCall()
        scene.comes(.zoesPhone, .zoe)
        scene.comes(.max, .max)
        scene.knock(.zoesPhone)
        scene.knock(.max)
        scene.command(.lock(true))
        #expect(scene.hostRoom?.knocks.map(\.visitor) == [.zoesPhone])
        #expect(scene.state(.max) == .locked)
    }

    @Test func rule9TheCallsOwnClientResumesThroughTheLock() {
        var scene = inCall()
        let token = scene.grant(.zoe)?.resume
        scene.command(.lock(true))
        scene.drops(.zoe)
        scene.comes(.zoesReload, .zoe, resume: token)
        #expect(scene.linked == .zoesReload)
        #expect(scene.hostRoom?.isLocked == true)
    }

    @Test func rule9NobodyElseResumesThroughTheLock() {
        var scene = inCall()
        scene.command(.lock(true))
        scene.comes(.max, .max, resume: TokenHash("guessed"))
        #expect(scene.state(.max) == .locked)
        #expect(scene.grant(.max) == nil)
    }
}
