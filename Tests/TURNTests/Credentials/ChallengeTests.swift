// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Challenges (RFC 8489, section 9.2.4)")
struct ChallengeTests {
    let desk = RelayDesk { $0.limits.challengesPerSecond = 10 }

    @Test("401 Unauthenticated: realm, nonce, the algorithms, and no word more")
    func unauthenticated() throws {
        let answer = try #require(
            desk.client().send(.allocate, signed: false, fingerprint: true) { $0.write(RequestedTransport.udp) })
        #expect(answer.code == 401)
        #expect(answer.realm == "visavis")
        #expect(answer.algorithms == .offered)
        #expect(answer.reasonLength == 0)
        #expect(answer.types == [.errorCode, .nonce, .realm, .passwordAlgorithms, .fingerprint])
        #expect(answer.bytes.count <= 100)
        let features = answer.nonce.flatMap { nonce in nonce.withUnsafeBytes { SecurityFeatures(nonce: $0) } }
        #expect(features == .passwordAlgorithms)
    }

    @Test("case 7: a bare header draws at most four times its length, and no offer that the nonce does not announce")
    func bareHeader() throws {
        let answer = try #require(desk.client().send(.allocate, signed: false))
        #expect(answer.bytes.count <= 80)
        #expect(answer.algorithms == nil)
        let features = answer.nonce.flatMap { nonce in nonce.withUnsafeBytes { SecurityFeatures(nonce: $0) } }
        #expect(features == [])
    }

    @Test("case 7: where even that would be too long, nothing is sent; a stream cannot be forged and gets all")
    func longRealm() {
        let desk = RelayDesk { $0.realm = String(repeating: "x", count: 100) }
        #expect(desk.client().send(.allocate, signed: false) == nil)
        #expect(desk.client("203.0.113.7:1", .tcp).send(.allocate, signed: false)?.algorithms == .offered)
    }

    @Test("case 7: ten a second to one address, whatever its port; others are not concerned")
    func budget() {
        let answers = (0..<25).map { desk.client("203.0.113.7:\(5_000 + $0)").send(.allocate, signed: false) }
        #expect(answers.compactMap { $0 }.count == 10)
        #expect(desk.table.counters.suppressedChallenges == 15)
        #expect(desk.client("203.0.113.8:5000").send(.allocate, signed: false) != nil)
        desk.pass(.seconds(1))
        #expect(desk.client("203.0.113.7:5000").send(.refresh, signed: false)?.code == 401)
    }

    @Test("an IPv6 address shares its budget with its /64")
    func network() {
        for number in 1...10 { _ = desk.client("[2606:4700::\(number)]:1").send(.allocate, signed: false) }
        #expect(desk.client("[2606:4700::99]:1").send(.allocate, signed: false) == nil)
        #expect(desk.client("[2606:4700:0:1::1]:1").send(.allocate, signed: false) != nil)
    }

    @Test("streams have no budget: their source cannot be forged")
    func streams() {
        let client = desk.client("203.0.113.7:1", .tcp)
        #expect((0..<20).compactMap { _ in client.send(.allocate, signed: false) }.count == 20)
    }

    @Test("a wrong password is challenged out of the same budget")
    func guesses() {
        let client = desk.client(secret: "guessed")
        #expect(client.allocate()?.code == 401)
        #expect((0..<20).compactMap { _ in client.allocate() }.count == 8)
    }

    @Test(
        "case 8: 438 Stale Nonce brings a fresh one, with which a correct client succeeds at once",
        arguments: [0, 1, 2, 3])
    func staleNonce(kind: Int) throws {
        let client = desk.client()
        let other = desk.client("203.0.113.8:1")
        client.nonce = try #require(client.send(.allocate, signed: false)?.nonce)
        switch kind {
        case 0: client.nonce[30] ^= 1
        case 1: client.nonce = Array(repeating: 65, count: 800)
        case 2: client.nonce = try #require(other.send(.allocate, signed: false)?.nonce)
        default: desk.pass(.seconds(3_601))
        }
        let answer = try #require(client.send(.allocate) { $0.write(RequestedTransport.udp) })
        #expect(answer.code == 438)
        #expect(answer.realm == "visavis")
        client.nonce = try #require(answer.nonce)
        #expect(client.send(.allocate) { $0.write(RequestedTransport.udp) }?.code == (kind == 3 ? 401 : nil))
    }

    @Test("438 Stale Nonce in every method, not in Allocate alone")
    func staleEverywhere() {
        let client = desk.client(lifetime: .seconds(20_000))
        client.allocate()
        client.refresh(3_600)
        desk.pass(.seconds(3_000))
        client.refresh(3_600)
        desk.pass(.seconds(1_000))
        #expect(client.send(.refresh)?.code == 438)
        #expect(client.send(.createPermission)?.code == 438)
        #expect(client.send(.channelBind)?.code == 438)
        #expect(client.bind(0x4000, "1.1.1.1:1")?.isSuccess == true)
    }

    @Test("400 Bad Request: integrity without USERNAME or USERHASH, REALM, or NONCE; unsigned, without realm")
    func incomplete() {
        let client = desk.client()
        for missing in [AttributeType.username, .realm, .nonce] {
            var request = client.bytes(.allocate)
            // An attribute under another, optional name is not there; integrity is not looked at before.
            Forgery.rename(missing, to: AttributeType(rawValue: 0x9aaa), in: &request)
            let answer = desk.receive(request, from: client.tuple)
            #expect(answer?.code == 400)
            #expect(answer?.types == [.errorCode])
        }
    }

    @Test("401 Unauthenticated: integrity of another key, in each form", arguments: [IntegrityForm.sha1, .sha256])
    func wrongKey(form: IntegrityForm) {
        let client = desk.client(secret: "guessed")
        client.form = form
        #expect(client.allocate()?.code == 401)
        #expect(desk.table.count == 0)
    }

    @Test(
        "case 9: 401 Unauthenticated: names that are nobody's",
        arguments: [
            "-1:anna", "1e9:anna", "12:%s%n", "99999999999:an\"na", "anna", "",
        ])
    func nobody(username: String) {
        let client = desk.client()
        client.credential = EphemeralCredential(username: username, secret: RelayDesk.secret)
        #expect(client.allocate()?.code == 401)
    }

    @Test("nothing is kept of those who are not known")
    func nothingKept() {
        for number in 0..<5_000 {
            let client = desk.client(
                "203.0.\(number >> 8).\(number & 255):7", participant: "p\(number)", secret: "guessed")
            client.allocate()
        }
        #expect(desk.table.count == 0)
        #expect(desk.table.credentials.count == 0)
        #expect(desk.office.withBooks { $0.participants.count + $0.credentials.count } == 0)
        #expect(desk.table.nextDeadline == nil)
    }
}
