// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rules 1 and 2: the host")
struct HostPresenceTests {
    @Test func rule1ARoomIsOpenedByEnteringItNotByALogin() {
        var scene = Scene()
        scene.hostComes()
        #expect(scene.hostRoom?.isOpen == false)
        #expect(scene.command(.open) == nil)
        #expect(scene.hostRoom?.isOpen == true)
        #expect(scene.hostRoom?.isHere == true)
    }

    @Test func rule1AHostElsewhereOnTheDeskSeesWhoArrives() {
        var scene = Scene()
        scene.hostComes()
        scene.comes(.zoe, .zoe)
        #expect(scene.hostRoom?.visitors.map(\.visitor) == [.zoe])
        #expect(scene.hostRoom?.isHere == false)
    }

    @Test func rule1AnotherPageOfTheHostSeesTheRoomWithoutBeingInIt() {
        var scene = Scene()
        let other = HostPageID("other")
        scene.openRoom()
        scene.hostComes(other)
        #expect(scene.host(other).hostRoom?.isHere == false)
        #expect(scene.host(other).hostRoom?.isOpen == true)
        #expect(scene.command(.lock(true), host: other) == .notNow)
    }

    @Test func rule1AReturningHostNeverKnocks() {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, .zoe)
        scene.hostDrops()
        scene.wait(until: 60)
        scene.hostComes()
        #expect(scene.host().grant?.role == .host)
        #expect(scene.linked == .zoe)
    }

    @Test func rule2TheSetUpPageFollowsTheHost() {
        var scene = Scene()
        scene.comes(.zoe, .zoe)
        #expect(scene.state(.zoe) == .absent)
        #expect(scene.knock(.zoe) == .notNow)
        scene.openRoom()
        #expect(scene.state(.zoe) == .open)
        scene.command(.close)
        #expect(scene.state(.zoe) == .absent)
    }

    @Test func rule2TheRoomsLinkIsNeutralAndAPersonalLinkNamesTheHost() {
        var scene = Scene()
        scene.comes(.stranger, .roomLink)
        scene.comes(.zoe, .zoe)
        #expect(scene.view(.stranger)?.host == nil)
        #expect(scene.view(.zoe)?.host == "Anne Martin")
    }

    @Test func rule2AStrangerCannotTellWhetherAnotherAppointmentRuns() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.stranger, .roomLink)
        let before = scene.view(.stranger)
        scene.comes(.max, .max)
        scene.enter(.zoe, .zoe)
        #expect(scene.view(.stranger) == before)
        #expect(scene.state(.max) == .busy)
    }

    @Test func aPageThatIsNotHereCommandsNothing() {
        var scene = Scene()
        #expect(scene.command(.open) == .notAllowed)
        #expect(scene.knock(.zoe) == .notAllowed)
    }

    @Test func thePagesOfOneHostAreLimited() {
        var scene = Scene()
        for number in 1...11 { scene.hostComes(HostPageID("page \(number)")) }
        #expect(scene.host(HostPageID("page 10")).closed == nil)
        #expect(scene.host(HostPageID("page 11")).closed == .tooMany)
    }

    @Test func anEmptyRoomMayBeForgotten() {
        var scene = Scene()
        #expect(scene.room.isIdle)
        scene.openRoom()
        #expect(!scene.room.isIdle)
        scene.hostDrops()
        scene.wait(until: 13)
        #expect(scene.room.isIdle)
        #expect(scene.room.nextDeadline == nil)
    }
}
