// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@testable import TURN

@Suite("Long-term credentials (RFC 8489, section 9.2)")
struct IntegrityTests {
    let desk = RelayDesk()

    @Test(
        "an answer is signed in the form of its request, with the same key",
        arguments: [
            (IntegrityForm.sha1, PasswordAlgorithm.md5), (.sha256, .md5), (.sha1, .sha256), (.sha256, .sha256),
        ])
    func forms(form: IntegrityForm, algorithm: PasswordAlgorithm) throws {
        let client = desk.client()
        client.form = form
        client.algorithm = algorithm
        client.offered = .offered
        let answer = try #require(client.allocate())
        #expect(answer.isSuccess)
        #expect(answer.isSigned(client.key, form))
        #expect(answer.types.contains(.messageIntegrity) == (form == .sha1))
        #expect(client.refresh()?.isSigned(client.key, form) == true)
        #expect(client.permit("127.0.0.1")?.isSigned(client.key, form) == true)
    }

    @Test("FINGERPRINT is answered with FINGERPRINT")
    func fingerprint() {
        let client = desk.client()
        client.allocate()
        #expect(client.send(.refresh, fingerprint: true)?.types.last == .fingerprint)
        #expect(client.send(.refresh)?.types.contains(.fingerprint) == false)
    }

    @Test(
        "bid-down: 400 Bad Request when the list that comes back is not the one that was sent",
        arguments: [
            PasswordAlgorithms([.md5]), PasswordAlgorithms([.sha256]), PasswordAlgorithms([.md5, .sha256]),
            PasswordAlgorithms([.sha256, .md5, PasswordAlgorithm(rawValue: 9)]),
        ])
    func shortenedList(list: PasswordAlgorithms) {
        let client = desk.client()
        client.offered = list
        #expect(client.allocate()?.code == 400)
    }

    @Test("bid-down: 400 Bad Request for a list without a choice, a choice without list, or an unknown choice")
    func halfAnswer() {
        let client = desk.client()
        #expect(client.allocate { $0.write(PasswordAlgorithms.offered) }?.code == 400)
        #expect(client.allocate { $0.write(PasswordAlgorithmAttribute(.md5)) }?.code == 400)
        client.offered = .offered
        client.algorithm = PasswordAlgorithm(rawValue: 7)
        #expect(client.allocate()?.code == 400)
    }

    @Test("bid-down: 438 Stale Nonce when the bit in the nonce was taken away")
    func clearedBit() throws {
        let client = desk.client()
        let nonce = try #require(client.send(.allocate, signed: false) { $0.write(RequestedTransport.udp) }?.nonce)
        client.nonce = Array("obMatJos2AAAA".utf8) + nonce[13...]
        #expect(client.send(.allocate) { $0.write(RequestedTransport.udp) }?.code == 438)
    }

    @Test("USERHASH is understood while an allocation of that name lives, and 401 Unauthenticated otherwise")
    func userHash() {
        let client = desk.client()
        client.usesHash = true
        #expect(client.allocate()?.code == 401)
        client.usesHash = false
        client.allocate()
        client.usesHash = true
        #expect(client.refresh()?.isSuccess == true)
        let second = desk.client("203.0.113.7:50001")
        second.usesHash = true
        #expect(second.allocate()?.isSuccess == true)
        client.refresh(0)
        #expect(second.refresh(0)?.isSuccess == true)
        #expect(second.allocate()?.code == 401)
    }

    @Test("two secrets are valid while one follows the other")
    func twoSecrets() {
        let desk = RelayDesk { $0.secrets = ["new", "old"] }
        #expect(desk.client("203.0.113.7:1", secret: "new").allocate()?.isSuccess == true)
        let former = desk.client("203.0.113.7:2", secret: "old")
        #expect(former.allocate()?.isSuccess == true)
        #expect(former.refresh()?.isSigned(former.key, .sha1) == true)
        #expect(desk.client("203.0.113.7:3", secret: "older").allocate()?.code == 401)
    }

    @Test("an expired credential keeps its allocations and makes no new ones (401 Unauthenticated)")
    func expired() {
        let client = desk.client(lifetime: .seconds(100))
        client.allocate()
        desk.expire(after: .seconds(99))
        #expect(desk.client("203.0.113.7:2", lifetime: .seconds(1)).allocate()?.isSuccess == true)
        desk.expire(after: .seconds(1))
        #expect(client.refresh(1_800)?.lifetime == 1_800)
        #expect(client.permit("1.1.1.1")?.isSuccess == true)
        #expect(client.bind(0x4000, "1.1.1.1:9")?.isSuccess == true)
        let late = desk.client("203.0.113.7:3")
        late.credential = client.credential
        #expect(late.allocate()?.code == 401)
        #expect(late.refresh()?.code == 401)
        #expect(client.refresh(0)?.isSuccess == true)
        #expect(client.allocate()?.code == 401)
    }

    @Test("revocation ends what a participant holds and refuses what comes (401 Unauthenticated)")
    func revocation() throws {
        let first = desk.client("203.0.113.7:1")
        let second = desk.client("203.0.113.7:2", lifetime: .seconds(7_200))
        let other = desk.client("203.0.113.7:3", participant: "bela")
        for client in [first, second, other] { client.allocate() }
        let indexes = [try #require(first.index), try #require(second.index)]
        desk.revoke("anna")
        #expect(Set(desk.ended) == Set(indexes))
        #expect(desk.table.count == 1)
        #expect(first.refresh()?.code == 401)
        #expect(first.allocate()?.code == 401)
        #expect(other.refresh()?.isSuccess == true)
        desk.expire(after: .seconds(3 * 24 * 3_600))
        #expect(!desk.office.isRevoked("anna"))
    }
}
