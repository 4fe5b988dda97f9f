// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

@testable import TURN

@Suite("Nonces that need no memory")
struct NonceTests {
    let mint = NonceMint(lifetime: .seconds(3_600))
    let client = TransportAddress("203.0.113.7:50000")!
    let now = NIODeadline.uptimeNanoseconds(7_000_000_000_000)

    private func verdict(
        _ nonce: [UInt8], _ client: TransportAddress? = nil, after seconds: Int64 = 0
    ) -> NonceMint.Verdict {
        nonce.withUnsafeBytes { mint.verdict(on: $0, from: client ?? self.client, at: now + .seconds(seconds)) }
    }

    @Test("is believed for an hour, with the features it tells of")
    func believed() {
        let nonce = mint.nonce(for: client, features: .passwordAlgorithms, at: now)
        #expect(nonce.count == NonceMint.byteCount)
        #expect(String(decoding: nonce, as: UTF8.self).hasPrefix("obMatJos2"))
        #expect(verdict(nonce) == .fresh(.passwordAlgorithms))
        #expect(verdict(nonce, after: 3_600) == .fresh(.passwordAlgorithms))
        #expect(verdict(nonce, after: 3_601) == .stale)
        #expect(verdict(nonce, after: -1) == .stale)
    }

    @Test("case 8: is nothing at another address or port")
    func elsewhere() {
        let nonce = mint.nonce(for: client, features: [], at: now)
        #expect(verdict(nonce) == .fresh([]))
        #expect(verdict(nonce, TransportAddress("203.0.113.7:50001")!) == .stale)
        #expect(verdict(nonce, TransportAddress("203.0.113.8:50000")!) == .stale)
        #expect(verdict(nonce, TransportAddress("[::203.0.113.7]:50000")!) == .stale)
        #expect(NonceMint(lifetime: .seconds(3_600)).nonce(for: client, features: [], at: now) != nonce)
    }

    @Test("case 8: is nothing when one character is altered, cut or added")
    func altered() {
        let nonce = mint.nonce(for: client, features: .passwordAlgorithms, at: now)
        for index in nonce.indices {
            var altered = nonce
            altered[index] = altered[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(verdict(altered) == .stale)
        }
        #expect(verdict(Array(nonce.dropLast())) == .stale)
        #expect(verdict(nonce + [65]) == .stale)
        #expect(verdict([]) == .stale)
        #expect(verdict(Array(repeating: 65, count: 800)) == .stale)
        #expect(verdict(Array(repeating: 0xff, count: NonceMint.byteCount)) == .stale)
    }
}
