// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Whatever happens")
struct InvariantTests {
    @Test(arguments: UInt64(1)...40)
    func theRoomKeepsItsPromises(_ seed: UInt64) {
        var scene = Scene()
        var wanderer = Wanderer(seed: seed)
        var watch = Guard()
        for _ in 0..<400 {
            switch wanderer.next(in: scene) {
            case .restart:
                scene.restart()
                scene.present = []
                watch.restarted()
            case .time(let duration):
                scene.now += duration
                scene.perform(scene.room.advance(to: scene.now))
                watch.watch(scene.actions, of: scene, command: nil)
            case .event(let event):
                take(event, &scene, &watch)
            }
        }
    }

    /// Only what a server would pass on: commands and ends of sockets that are there.
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
        for case .close(let page, _) in scene.actions { scene.part(page) }
        watch.watch(scene.actions, of: scene, command: command)
    }
}
