// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rules 12 and 18: connecting and the end")
struct EndTests {
    private func inCall(_ pass: VisitorPass = .zoe) -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.enter(.zoe, pass)
        return scene
    }

    @Test func rule12TheHostsHangUpEndsTheCallForBoth() {
        var scene = inCall()
        scene.wait(until: 100)
        #expect(scene.command(.hangUp) == nil)
        #expect(scene.state(.zoe) == .ended)
        #expect(scene.page(.zoe).closed == .done)
        #expect(scene.hostRoom?.call == nil)
        #expect(scene.hostRoom?.isOpen == true)
        let ended = EndedCall(
            reason: .hungUp, at: scene.instant(100), appointment: AppointmentPass.zoe.appointment)
        #expect(scene.hostRoom?.ended == ended)
        #expect(scene.times.last == .ended(.hungUp))
        #expect(scene.stored?.call == nil)
    }

    @Test func rule12WhenTheClientLeavesTheHostWaitsInTheRoom() {
        var scene = inCall()
        #expect(scene.command(.hangUp, by: .zoe) == nil)
        #expect(scene.state(.zoe) == .ended)
        #expect(scene.hostRoom?.isOpen == true)
        #expect(scene.hostRoom?.ended?.reason == .left)
        #expect(scene.linked == nil)
    }

    @Test func rule12ReturningAfterLeavingIsANewKnock() {
        var scene = inCall()
        let token = scene.grant(.zoe)?.resume
        scene.command(.hangUp, by: .zoe)
        scene.comes(.zoe, .zoe, resume: token)
        #expect(scene.state(.zoe) == .open)
        #expect(scene.grant(.zoe) == nil)
        #expect(scene.knock(.zoe, id: KnockID("second")) == nil)
        #expect(scene.linked == nil)
    }

    @Test func rule12ClosingTheRoomEndsItsCall() {
        var scene = inCall()
        scene.comes(.max, .max)
        scene.knock(.max)
        scene.command(.close)
        #expect(scene.state(.zoe) == .ended)
        #expect(scene.state(.max) == .hostLeft)
        #expect(scene.hostRoom?.isOpen == false)
    }

    @Test func rule12TheNextCallForgetsTheLastEnd() {
        var scene = inCall()
        scene.command(.hangUp)
        scene.enter(.max, .max)
        #expect(scene.hostRoom?.ended == nil)
        #expect(scene.hostRoom?.call?.call == CallID("call-2"))
    }

    @Test func rule18ConnectingUntilBothAcknowledgeMedia() {
        var scene = inCall()
        #expect(scene.hostRoom?.call?.isConnected == false)
        scene.command(.connected)
        #expect(scene.state(.zoe) == .connecting)
        scene.command(.connected, by: .zoe)
        #expect(scene.state(.zoe) == .inCall)
        #expect(scene.hostRoom?.call?.isConnected == true)
        #expect(scene.host().peer?.isConnected == true)
        scene.command(.connected, by: .zoe)
        #expect(scene.times.filter { $0 == .connected }.count == 1)
    }

    @Test func aCallOnTheRoomsLinkKeepsNoTimes() {
        var scene = inCall(.roomLink)
        scene.command(.hangUp)
        #expect(scene.times.isEmpty)
    }
}
