// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Whatever happens")
struct InvariantTests {
    @Test(arguments: UInt64(1)...40)
    func theRoomKeepsItsPromises(_ seed: UInt64) {
        var scene = Scene()
        wander(&scene, seed: seed, steps: 500)
    }

    @Test func theWanderingGoesEverywhere() {
        var times: [AttendanceEvent] = []
        var verdicts: Set<Verdict> = []
        var pages: [Heard] = []
        for seed in UInt64(1)...10 {
            var scene = Scene()
            wander(&scene, seed: seed, steps: 500)
            times += scene.times
            verdicts.formUnion(scene.spent.values)
            pages += scene.heard.values
        }
        #expect(Set(times).isSuperset(of: EndReason.allCases.map { .ended($0) }))
        #expect(verdicts == Set(Verdict.allCases))
        #expect(pages.contains { $0.wasMoved })
        #expect(pages.contains { $0.grant?.isResumed == true })
        #expect(times.count { $0 == .admitted } > 50)
        #expect(times.count { $0 == .connected } > 10)
    }

    private func wander(_ scene: inout Scene, seed: UInt64, steps: Int) {
        var wanderer = Wanderer(seed: seed)
        var watch = Guard()
        for _ in 0..<steps {
            switch wanderer.next(in: scene) {
            case .restart:
                scene.restart()
                scene.present = []
                watch.restarted()
            case .time(let duration):
                scene.now += duration
                scene.perform(scene.room.advance(to: scene.now))
                watch.watch(scene, command: nil)
            case .event(let event):
                take(event, &scene, &watch)
            }
        }
    }

    private func take(_ event: RoomEvent, _ scene: inout Scene, _ watch: inout Guard) {
        var command: (Page, Command)?
        switch event {
        case .visitorConnected(let arrival): scene.meet(.visitor(arrival.visitor))
        case .hostConnected(let arrival): scene.meet(.host(arrival.page))
        case .visitorDisconnected(let visitor): scene.part(.visitor(visitor))
        case .hostDisconnected(let page): scene.part(.host(page))
        case .command(let page, _, let given): command = (page, given)
        case .flow, .appointmentChanged, .settingsChanged: break
        }
        scene.handle(event)
        watch.watch(scene, command: command)
        for case .close(let page, _) in scene.actions { scene.part(page) }
    }
}
