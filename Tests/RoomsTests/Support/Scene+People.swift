// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Rooms
import Testing

/// What people do, and what they see.
extension Scene {
    mutating func openRoom(_ page: HostPageID = Scene.desk) {
        hostComes(page)
        #expect(command(.open, host: page) == nil)
    }

    mutating func hostComes(_ page: HostPageID = Scene.desk, resume: TokenHash? = nil, takeBack: Bool = false) {
        heard[.host(page)] = Heard()
        handle(.hostConnected(HostArrival(page: page, resume: resume, takeBack: takeBack)))
    }

    mutating func hostDrops(_ page: HostPageID = Scene.desk) {
        handle(.hostDisconnected(page))
    }

    mutating func comes(
        _ visitor: VisitorID, _ pass: VisitorPass, resume: TokenHash? = nil, takeBack: Bool = false
    ) {
        heard[.visitor(visitor)] = Heard()
        let arrival = VisitorArrival(
            visitor: visitor, pass: pass, resume: resume, takeBack: takeBack, spent: spent[visitor])
        handle(.visitorConnected(arrival))
    }

    mutating func drops(_ visitor: VisitorID) {
        handle(.visitorDisconnected(visitor))
    }

    @discardableResult
    mutating func command(_ command: Command, host page: HostPageID = Scene.desk) -> RefusalReason? {
        self.command(command, from: .host(page))
    }

    @discardableResult
    mutating func command(_ command: Command, by visitor: VisitorID) -> RefusalReason? {
        self.command(command, from: .visitor(visitor))
    }

    @discardableResult
    mutating func knock(_ visitor: VisitorID, left: Duration? = nil, id: KnockID? = nil) -> RefusalReason? {
        command(.knock(id ?? visitor.knock, name: visitor.rawValue, left: left), by: visitor)
    }

    @discardableResult
    mutating func admit(_ visitor: VisitorID) -> RefusalReason? {
        command(.admit(visitor.knock))
    }

    /// Comes, knocks and is let in.
    mutating func enter(_ visitor: VisitorID, _ pass: VisitorPass) {
        comes(visitor, pass)
        #expect(knock(visitor) == nil)
        #expect(admit(visitor) == nil)
    }

    func state(_ visitor: VisitorID) -> Outcome? {
        view(visitor)?.state
    }

    func view(_ visitor: VisitorID) -> VisitorView? {
        page(visitor).visitorRoom
    }

    func grant(_ visitor: VisitorID) -> Grant? {
        page(visitor).grant
    }

    func page(_ visitor: VisitorID) -> Heard {
        heard[.visitor(visitor)] ?? Heard()
    }

    func host(_ page: HostPageID = Scene.desk) -> Heard {
        heard[.host(page)] ?? Heard()
    }

    var hostRoom: HostView? { host().hostRoom }

    mutating func meet(_ page: Page) {
        present.insert(page)
        heard[page] = Heard()
    }

    mutating func part(_ page: Page) {
        present.remove(page)
    }
}
