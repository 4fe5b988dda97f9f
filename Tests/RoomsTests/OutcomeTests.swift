// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 5: the outcomes of a knock")
struct OutcomeTests {
    private func knocking() -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        return scene
    }

    @Test func rule5AfterNoAnswerOnlyAReloadKnocksAgain() {
        var scene = knocking()
        scene.wait(until: 31)
        #expect(scene.spent[.zoe] == .noAnswer)
        #expect(scene.knock(.zoe, id: KnockID("second")) == .spent)
        scene.drops(.zoe)
        scene.comes(.zoe, .zoe)
        #expect(scene.state(.zoe) == .noAnswer)
        #expect(scene.knock(.zoe) == .spent)
        scene.comes(.zoesReload, .zoe)
        #expect(scene.knock(.zoesReload) == nil)
        #expect(scene.state(.zoesReload) == .waiting)
    }

    @Test func rule5AfterRefusalOnlyAReloadKnocksAgain() {
        var scene = knocking()
        scene.command(.refuse(VisitorID.zoe.knock, silence: false))
        #expect(scene.state(.zoe) == .refused)
        #expect(scene.spent[.zoe] == .refused)
        #expect(scene.knock(.zoe, id: KnockID("second")) == .spent)
        scene.comes(.zoesReload, .zoe)
        #expect(scene.knock(.zoesReload) == nil)
    }

    @Test func rule5WhoWithdrewMayAskAgain() {
        var scene = knocking()
        #expect(scene.command(.withdraw, by: .zoe) == nil)
        #expect(scene.state(.zoe) == .withdrawn)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
        #expect(scene.command(.withdraw, by: .zoe) == .noSuchKnock)
        #expect(scene.knock(.zoe, id: KnockID("second")) == nil)
        #expect(scene.state(.zoe) == .waiting)
    }

    @Test func rule5AKnockRepeatedWithItsIdIsTheSameKnock() {
        var scene = knocking()
        scene.wait(until: 10)
        scene.drops(.zoe)
        scene.wait(until: 12)
        scene.comes(.zoe, .zoe)
        #expect(scene.state(.zoe) == .waiting)
        #expect(scene.knock(.zoe, left: .seconds(30)) == nil)
        #expect(scene.hostRoom?.knocks.count == 1)
        #expect(scene.view(.zoe)?.deadline == scene.instant(30))
        #expect(scene.times.filter { $0 == .knocked }.count == 1)
    }

    @Test func rule5OnePageLoadHasOneKnockAndNobodyElsesId() {
        var scene = knocking()
        scene.comes(.max, .max)
        #expect(scene.knock(.zoe, id: KnockID("second")) == .notNow)
        #expect(scene.knock(.max, id: VisitorID.zoe.knock) == .notAllowed)
    }

    @Test func rule5WaitingKnocksAreReplayedToAReturningHost() {
        var scene = knocking()
        scene.hostDrops()
        scene.wait(until: 11)
        scene.hostComes()
        #expect(scene.hostRoom?.knocks.map(\.visitor) == [.zoe])
        #expect(scene.hostRoom?.knocks.first?.deadline == scene.instant(30))
        #expect(scene.admit(.zoe) == nil)
    }

    @Test func rule5AHostHasTwelveSecondsOfGraceBeforeHostLeft() {
        var scene = knocking()
        scene.hostDrops()
        scene.wait(until: 11.9)
        #expect(scene.state(.zoe) == .waiting)
        scene.wait(until: 12)
        #expect(scene.state(.zoe) == .hostLeft)
        #expect(scene.spent[.zoe] == nil)
        scene.openRoom()
        #expect(scene.state(.zoe) == .open)
        #expect(scene.knock(.zoe, id: KnockID("second")) == nil)
    }
}
