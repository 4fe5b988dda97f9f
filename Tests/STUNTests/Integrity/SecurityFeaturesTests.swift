// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("The nonce's cookie and security features (RFC 8489, 9.2; erratum 6290)")
struct SecurityFeaturesTests {
    private func features(_ nonce: String) -> SecurityFeatures? {
        Array(nonce.utf8).withUnsafeBytes { SecurityFeatures(nonce: $0) }
    }

    @Test("Cookie and bits go both ways")
    func bothWays() {
        #expect(SecurityFeatures().text == "obMatJos2AAAA")
        #expect(SecurityFeatures.passwordAlgorithms.text == "obMatJos2AAAB")
        #expect(SecurityFeatures.usernameAnonymity.text == "obMatJos2AAAC")
        #expect(SecurityFeatures([.passwordAlgorithms, .usernameAnonymity]).text == "obMatJos2AAAD")
        for bit in 0..<24 {
            let set = SecurityFeatures(rawValue: 1 << bit)
            #expect(features(set.text + "rest") == set)
            #expect(set.text.utf8.count == SecurityFeatures.byteCount)
        }
        #expect(features(SecurityFeatures(rawValue: .max).text)?.rawValue == 0xff_ffff)
    }

    @Test("A nonce without the cookie, or cut off within the bits, says nothing")
    func none() {
        for nonce in [
            "", "obMatJos2", "obMatJos2AAA", "obMatJos3AAAC", "ObMatJos2AAAC", "obMatJos2AA=A", "obMatJos2AA-A",
        ] {
            #expect(features(nonce) == nil)
        }
    }
}
