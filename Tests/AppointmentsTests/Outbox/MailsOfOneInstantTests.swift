// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Testing

@testable import Appointments

@Suite("Mails of one instant")
struct MailsOfOneInstantTests {
    @Test("identifiers grow, however many are made in a millisecond and on however many threads")
    func growing() async {
        let lists = await withTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { (0..<2000).map { _ in RandomID.make() } } }
            return await group.reduce(into: [[String]]()) { $0.append($1) }
        }
        #expect(lists.allSatisfy { $0 == $0.sorted() })
        #expect(Set(lists.joined()).count == 8000)
    }

    @Test("case 40: what one change tells a client leaves in the order in which it was told")
    func order() async throws {
        let house = try await BookFixture()
        let details = try await house.seat()
        let kinds: [MailKind] = [.handedOver, .confirmed, .moved, .testLink, .cancelled]
        for kind in kinds { try await house.step(details, kind) }
        var sent: [String] = []
        for left in (0..<kinds.count).reversed() {
            try await house.service(FakeDelivery(FakeDelivery.accepted)).deliverDue()
            let mails = try await house.mails("life")
            sent += mails.filter { $0.state == .accepted }.map(\.kind).filter { !sent.contains($0) }
            #expect(mails.filter { $0.state == .queued }.count == left)
        }
        #expect(sent == kinds.map(\.rawValue))
    }
}
