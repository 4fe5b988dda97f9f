// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rules 3 and 4: the knock")
struct KnockTests {
    @Test(arguments: ["", "   ", "\u{200B}", "Zo\u{202E}ë", "a\nb", "\u{7}", String(repeating: "é", count: 61)])
    func rule3ANameIsNeeded(_ name: String) {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        #expect(scene.command(.knock(KnockID("k"), name: name, left: nil), by: .zoe) == .name)
        let devices = Devices(camera: true, microphone: true, speaker: true)
        #expect(scene.command(.ready(name: name, devices: devices), by: .zoe) == .name)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
    }

    @Test func rule3TheNameIsTrimmedAndReachesTheHostWithTheAppointment() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.command(.knock(KnockID("k"), name: "  Zoë Lefèvre-Østergård ", left: nil), by: .zoe)
        let knock = scene.hostRoom?.knocks.first
        #expect(knock?.name == "Zoë Lefèvre-Østergård")
        #expect(knock?.appointment == AppointmentPass.zoe.appointment)
        #expect(knock?.isRoomLink == false)
    }

    @Test func rule3TheHostSeesSilentlyWhoIsHereAndReady() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.comes(.stranger, .roomLink)
        #expect(scene.hostRoom?.visitors.map(\.name) == ["zoe of the appointment"])
        let devices = Devices(camera: false, microphone: true, speaker: true)
        scene.command(.ready(name: nil, devices: devices), by: .zoe)
        #expect(scene.hostRoom?.visitors.first?.isReady == false)
        scene.command(.ready(name: "Zoë", devices: devices), by: .zoe)
        #expect(scene.hostRoom?.visitors.first?.isReady == true)
        #expect(scene.hostRoom?.visitors.first?.devices == devices)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
        scene.drops(.zoe)
        #expect(scene.hostRoom?.visitors.isEmpty == true)
    }

    @Test func rule3ANudgeAsksAVisitorToAsk() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.comes(.stranger, .roomLink)
        #expect(scene.command(.nudge(.zoe)) == nil)
        #expect(scene.page(.zoe).nudges == 1)
        #expect(scene.command(.nudge(.stranger)) == .noSuchVisitor)
        #expect(scene.command(.nudge(.max)) == .noSuchVisitor)
        scene.knock(.zoe)
        #expect(scene.command(.nudge(.zoe)) == .noSuchVisitor)
    }

    @Test func rule4AKnockLivesThirtySecondsOnBothSides() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.wait(until: 5)
        scene.knock(.zoe)
        #expect(scene.state(.zoe) == .waiting)
        #expect(scene.view(.zoe)?.deadline == scene.instant(35))
        #expect(scene.hostRoom?.knocks.first?.deadline == scene.instant(35))
        scene.wait(until: 34.9)
        #expect(scene.state(.zoe) == .waiting)
        scene.wait(until: 35)
        #expect(scene.state(.zoe) == .noAnswer)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
    }

    @Test func rule4SeveralKnocksStandOldestFirst() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.comes(.max, .max)
        scene.knock(.max)
        scene.wait(until: 1)
        scene.knock(.zoe)
        #expect(scene.hostRoom?.knocks.map(\.visitor) == [.max, .zoe])
    }

    @Test func aKnockWhosePageIsGoneIsWithdrawnAfterTheGrace() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.knock(.zoe)
        scene.drops(.zoe)
        scene.wait(until: 11.9)
        #expect(scene.hostRoom?.knocks.count == 1)
        scene.wait(until: 12)
        #expect(scene.hostRoom?.knocks.isEmpty == true)
        scene.comes(.zoe, .zoe)
        #expect(scene.knock(.zoe, left: .seconds(18)) == nil)
        #expect(scene.view(.zoe)?.deadline == scene.instant(30))
    }

    @Test func thePagesOfOneLinkAreLimited() {
        var scene = Scene()
        for number in 1...11 { scene.comes(VisitorID("\(number)"), .zoe) }
        #expect(scene.state(VisitorID("10")) == .absent)
        #expect(scene.state(VisitorID("11")) == .tooMany)
        #expect(scene.page(VisitorID("11")).closed == .tooMany)
        scene.comes(.max, .max)
        #expect(scene.state(.max) == .absent)
    }
}
