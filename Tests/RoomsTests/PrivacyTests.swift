// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

@Suite("Rule 17: nothing but their own state")
struct PrivacyTests {
    @Test func rule17BeforeAdmissionAGuestReceivesOnlyTheirOwnState() {
        var scene = Scene()
        var told: [Message] = []
        func listen() {
            told += scene.actions.compactMap { action in
                if case .send(.visitor(.zoe), let message) = action { message } else { nil }
            }
        }
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        listen()
        scene.knock(.zoe)
        listen()
        scene.enter(.max, .max)
        listen()
        scene.command(.media(microphone: false, camera: false, hasCamera: true), by: .max)
        listen()
        scene.command(.hangUp)
        listen()
        #expect(told.count == 4)
        for message in told {
            guard case .visitorRoom(let view) = message else {
                Issue.record("told \(message) before admission")
                continue
            }
            #expect(view.host == "Anne Martin")
            #expect(view.text == nil)
        }
    }

    @Test func rule17ARoomLinksVisitorLearnsTheNameOnceAdmitted() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.stranger, .roomLink)
        scene.knock(.stranger)
        #expect(scene.view(.stranger)?.host == nil)
        scene.admit(.stranger)
        #expect(scene.view(.stranger)?.host == "Anne Martin")
        #expect(scene.grant(.stranger)?.name == "Anne Martin")
    }

    @Test func aPageIsToldOnlyWhatChangedForIt() {
        var scene = Scene()
        scene.openRoom()
        scene.comes(.zoe, .zoe)
        scene.comes(.max, .max)
        scene.knock(.max)
        let told = scene.actions.contains { if case .send(.visitor(.zoe), _) = $0 { true } else { false } }
        #expect(!told)
    }

    @Test func revisionsGrow() {
        var scene = Scene()
        scene.openRoom()
        let first = scene.hostRoom?.revision ?? 0
        scene.comes(.zoe, .zoe)
        #expect((scene.hostRoom?.revision ?? 0) > first)
    }
}
