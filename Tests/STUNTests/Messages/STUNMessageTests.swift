// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import STUN
import Testing

@Suite("A message and its attributes")
struct STUNMessageTests {
    @Test("Class and method are mixed as figure 3 of RFC 8489 shows, for all 4096 methods and four classes")
    func types() {
        #expect(MessageType(.request, .binding).rawValue == 0x0001)
        #expect(MessageType(.successResponse, .binding).rawValue == 0x0101)
        #expect(MessageType(.errorResponse, .allocate).rawValue == 0x0113)
        #expect(MessageType(.indication, .send).rawValue == 0x0016)
        #expect(MessageType(.indication, .data).rawValue == 0x0017)
        for number in UInt16(0)..<4096 {
            for messageClass in [MessageClass.request, .indication, .successResponse, .errorResponse] {
                let type = MessageType(messageClass, STUNMethod(rawValue: number))
                #expect(type.rawValue < 0x4000)
                #expect(type.messageClass == messageClass && type.method.rawValue == number)
            }
        }
    }

    @Test("A bare header is a message; every shorter one is none", arguments: 0..<20)
    func short(_ count: Int) {
        let whole = message([])
        #expect(refusal(whole) == nil)
        #expect(refusal(Array(whole[..<count])) == .tooShort)
    }

    @Test("Wrong cookie and wrong first bits are not STUN")
    func notSTUN() {
        var bytes = message([])
        bytes[7] ^= 1
        #expect(refusal(bytes) == .notSTUN)
        for bits: UInt16 in [0x4000, 0x8000, 0xc000] { #expect(refusal(message(type: bits | 1, [])) == .notSTUN) }
    }

    @Test("A length that is no multiple of four, too small or too large is refused")
    func lengths() {
        let one: [(UInt16, [UInt8])] = [(0x8022, [1, 2, 3, 4])]
        for length in [0, 4, 12, 16, 1024, 65_532] { #expect(refusal(message(one, length: length)) == .wrongLength) }
        for length in [1, 2, 3, 7, 9, 65_535] { #expect(refusal(message(one, length: length)) == .wrongLength) }
        #expect(refusal(message(one) + [0]) == .wrongLength)
        #expect(refusal(message(one) + [0, 0, 0, 0]) == .wrongLength)
    }

    @Test("An attribute that passes the end is refused, by one byte or by all", arguments: [5, 8, 100, 65_535])
    func pastEnd(_ length: Int) {
        var bytes = message([(0x8022, [1, 2, 3, 4])])
        bytes[22] = UInt8(length >> 8)
        bytes[23] = UInt8(length & 0xff)
        #expect(refusal(bytes) == .attributePastEnd)
    }

    @Test("An attribute inside another one's value is not seen")
    func nested() throws {
        let inner: [UInt8] = [0x00, 0x0d, 0x00, 0x04, 0, 0, 0, 9]
        try reading(message([(0x8022, inner), (0x000d, [0, 0, 0, 7])])) { message in
            let lifetime = try message.attribute(Lifetime.self)
            #expect(lifetime?.seconds == 7)
            #expect(message.attributes.map(\.type) == [.software, .lifetime])
        }
    }

    @Test("Of two attributes of one type the first counts (RFC 8489, section 14)")
    func duplicates() throws {
        try reading(message([(0x000d, [0, 0, 0, 1]), (0x000d, [0, 0, 0, 2])])) { message in
            let lifetime = try message.attribute(Lifetime.self)
            #expect(lifetime?.seconds == 1)
        }
        // A first one that is wrong is not replaced by a second that is right.
        _ = try reading(message([(0x000d, [0]), (0x000d, [0, 0, 0, 2])])) { message in
            #expect(throws: STUNError.invalidAttribute(.lifetime)) { try message.attribute(Lifetime.self) }
        }
    }

    @Test("Padding may hold anything, and is no part of the value")
    func padding() throws {
        try reading(message([(0x0014, Array("abcde".utf8)), (0x000d, [0, 0, 0, 5])], padding: 0xff)) { message in
            let realm = try message.attribute(Realm.self)
            #expect(realm?.text == "abcde")
            let lifetime = try message.attribute(Lifetime.self)
            #expect(lifetime?.seconds == 5)
        }
    }

    @Test("Unknown attributes that must be understood are listed once, the others not")
    func unknown() throws {
        let bytes = message([(0x7fff, []), (0x8055, []), (0x0002, []), (0x7fff, [1]), (0x0014, [])])
        try reading(bytes) { message in
            let unknown = try #require(message.unknownComprehensionRequired())
            #expect(unknown.map(\.rawValue) == [0x7fff, 0x0002])
            #expect(message.unknownComprehensionRequired { $0.rawValue != 0x0014 }?.map(\.rawValue) == [0x0014])
        }
        try reading(message([(0x8055, [])])) { #expect($0.unknownComprehensionRequired() == nil) }
    }

    @Test("The largest UDP datagram is read like any other: one attribute of 65,483 bytes, and 16,371 empty ones")
    func largest() throws {
        let one = message([(0x0013, Array(repeating: 7, count: 65_480))])
        #expect(one.count == 65_504)
        try reading(one) { (message) throws in
            #expect(try message.attribute(DataAttribute.self)?.bytes.count == 65_480)
        }
        let many = message(Array(repeating: (0x7001, []), count: 16_371))
        #expect(many.count == 65_504)
        try reading(many) { #expect($0.unknownComprehensionRequired()?.count == 1) }
        #expect(refusal(Array(repeating: 0, count: 65_507)) == .notSTUN)
        #expect(refusal(one + [0, 0, 0]) == .wrongLength)
        #expect(refusal(Array(one.dropLast())) == .wrongLength)
    }
}
