// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rules 6 to 8: the host's answers")
struct AnswerTests {
    private let zoes = VisitorID.zoe.knock

    private func knocking(_ pass: VisitorPass = .zoe) -> Scene {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, pass)
        scene.knock(.zoe)
        return scene
    }

    @Test func rule6AdmitGrantsBothAndLinksThem() {
        var scene = knocking()
        #expect(scene.admit(.zoe) == nil)
        #expect(scene.state(.zoe) == .connecting)
        #expect(scene.grant(.zoe)?.role == .guest)
        #expect(scene.grant(.zoe)?.name == "Anne Martin")
        #expect(scene.host().grant?.name == "Zoë")
        #expect(scene.linked == .zoe)
        #expect(scene.times == [.arrived, .knocked, .admitted])
        #expect(scene.hostRoom?.call?.appointment == AppointmentPass.zoe.appointment)
    }

    @Test func rule6ARefusalIsKeptWithTheAppointment() {
        var scene = knocking()
        #expect(scene.command(.refuse(zoes, silence: false)) == nil)
        #expect(scene.state(.zoe) == .refused)
        #expect(scene.times == [.arrived, .knocked, .refused])
    }

    @Test func rule6PleaseWaitKeepsAKnockTenMinutes() {
        var scene = knocking()
        scene.wait(until: 20)
        #expect(scene.command(.wait(zoes, text: "Deux minutes, j’arrive.")) == nil)
        #expect(scene.state(.zoe) == .askedToWait)
        #expect(scene.view(.zoe)?.text == "Deux minutes, j’arrive.")
        #expect(scene.view(.zoe)?.deadline == scene.instant(620))
        scene.wait(until: 300)
        #expect(scene.command(.wait(zoes, text: "")) == nil)
        #expect(scene.view(.zoe)?.text == nil)
        #expect(scene.view(.zoe)?.deadline == scene.instant(620))
        scene.wait(until: 620)
        #expect(scene.state(.zoe) == .noAnswer)
    }

    @Test func rule6AWaitingKnockCanBeAdmitted() {
        var scene = knocking()
        scene.command(.wait(zoes, text: "Un instant"))
        scene.wait(until: 400)
        #expect(scene.admit(.zoe) == nil)
    }

    @Test func rule6TheWordsOfAWaitAreBounded() {
        var scene = knocking()
        #expect(scene.command(.wait(zoes, text: String(repeating: "x", count: 201))) == .malformed)
        #expect(scene.command(.wait(zoes, text: "a\u{0}b")) == .malformed)
        #expect(scene.command(.wait(KnockID("none"), text: "")) == .noSuchKnock)
        #expect(scene.state(.zoe) == .waiting)
    }

    @Test func rule6ARoomLinksSourceCanBeSilencedForAnHour() {
        var scene = knocking(.roomLink)
        scene.comes(.stranger, .roomLink)
        #expect(scene.command(.refuse(zoes, silence: true)) == nil)
        #expect(scene.state(.zoe) == .refused)
        #expect(scene.state(.stranger) == .absent)
        #expect(scene.knock(.stranger) == .notNow)
        scene.comes(.max, .roomLink(source: "198.51.100.7"))
        #expect(scene.state(.max) == .open)
        scene.wait(until: 3599)
        #expect(scene.state(.stranger) == .absent)
        scene.wait(until: 3600)
        #expect(scene.state(.stranger) == .open)
        #expect(scene.stored?.silenced.isEmpty == true)
    }

    @Test func rule6SilenceOutlivesARestart() {
        var scene = knocking(.roomLink)
        scene.command(.refuse(zoes, silence: true))
        scene.wait(until: 60)
        scene.restart()
        scene.openRoom()
        scene.comes(.stranger, .roomLink)
        #expect(scene.state(.stranger) == .absent)
    }

    @Test func rule6APersonalLinkCannotBeSilenced() {
        var scene = knocking()
        #expect(scene.command(.refuse(zoes, silence: true)) == .notAllowed)
        #expect(scene.state(.zoe) == .waiting)
    }

    @Test func rule7OneClientPerCall() {
        var scene = knocking()
        scene.comes(.stranger, .roomLink)
        scene.knock(.stranger)
        scene.admit(.zoe)
        #expect(scene.admit(.stranger) == .seatTaken)
        #expect(scene.grant(.stranger) == nil)
        #expect(scene.linked == .zoe)
        scene.command(.hangUp)
        #expect(scene.admit(.stranger) == nil)
        #expect(scene.linked == .stranger)
    }

    @Test func rule8APersonalLinksKnockDuringACallWaitsByItself() {
        var scene = knocking()
        scene.admit(.zoe)
        scene.comes(.max, .max)
        #expect(scene.state(.max) == .busy)
        #expect(scene.knock(.max) == nil)
        #expect(scene.state(.max) == .askedToWait)
        #expect(scene.view(.max)?.deadline == nil)
        #expect(scene.hostRoom?.knocks.first?.isWaiting == true)
        scene.command(.wait(VisitorID.max.knock, text: "Cinq minutes"))
        #expect(scene.view(.max)?.text == "Cinq minutes")
        scene.wait(until: 1800)
        #expect(scene.state(.max) == .askedToWait)
        scene.command(.hangUp)
        #expect(scene.state(.max) == .waiting)
        #expect(scene.view(.max)?.deadline == scene.instant(1830))
        scene.wait(until: 1830)
        #expect(scene.state(.max) == .noAnswer)
    }

    @Test func rule8AKnockThatRangWhenAnotherWasAdmittedWaitsToo() {
        var scene = knocking()
        scene.comes(.max, .max)
        scene.knock(.max)
        scene.admit(.zoe)
        #expect(scene.state(.max) == .askedToWait)
        scene.wait(until: 100)
        #expect(scene.state(.max) == .askedToWait)
    }

    @Test func rule8AVisitorOnTheRoomsLinkHasThePlainThirtySeconds() {
        var scene = knocking()
        scene.admit(.zoe)
        scene.comes(.stranger, .roomLink)
        #expect(scene.state(.stranger) == .open)
        scene.knock(.stranger)
        #expect(scene.state(.stranger) == .waiting)
        #expect(scene.view(.stranger)?.deadline == scene.instant(30))
        scene.wait(until: 30)
        #expect(scene.state(.stranger) == .noAnswer)
    }

    @Test func noRoleGivesTheOthersCommands() {
        var scene = knocking()
        let hosts: [Command] = [
            .open, .close, .admit(zoes), .refuse(zoes, silence: false), .wait(zoes, text: ""), .nudge(.zoe),
            .lock(true), .mute(.camera), .ask(.camera), .exclude(lock: true),
        ]
        for command in hosts { #expect(scene.command(command, by: .zoe) == .notAllowed) }
        for command in [Command.hangUp, .connected] { #expect(scene.command(command, by: .zoe) == .notNow) }
        let devices = Devices(camera: true, microphone: true, speaker: true)
        #expect(scene.command(.ready(name: "A", devices: devices)) == .notAllowed)
        #expect(scene.command(.withdraw) == .notAllowed)
        #expect(scene.state(.zoe) == .waiting)
    }
}
