// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

@testable import TURN

/// What a reply says, copied out of its bytes.
struct RelayAnswer: Equatable {
    let bytes: [UInt8]

    init(_ reply: ByteBuffer) { bytes = Array(reply.readableBytesView) }

    private func read<Value>(_ body: (STUNMessage) throws -> Value?) -> Value? {
        bytes.withUnsafeBytes { bytes in
            guard let message = try? STUNMessage(reading: bytes) else { return nil }
            return try? body(message)
        }
    }

    var messageClass: MessageClass? { read { $0.messageClass } }
    var isSuccess: Bool { messageClass == .successResponse }
    var code: Int? { read { try $0.attribute(ErrorCodeAttribute.self).map { Int($0.code.rawValue) } } }
    var reasonLength: Int? { read { try $0.attribute(ErrorCodeAttribute.self)?.reason.count } }
    var nonce: [UInt8]? { read { $0.value(of: .nonce).map { Array($0.bytes) } } }
    var realm: String? { read { try $0.attribute(Realm.self)?.text } }
    var lifetime: UInt32? { read { try $0.attribute(Lifetime.self)?.seconds } }
    var mapped: TransportAddress? { read { try $0.attribute(XORMappedAddress.self)?.address } }
    var token: UInt64? { read { try $0.attribute(ReservationToken.self)?.rawValue } }
    var alternate: TransportAddress? { read { try $0.attribute(AlternateServer.self)?.address } }
    var algorithms: PasswordAlgorithms? { read { try $0.attribute(PasswordAlgorithms.self) } }
    var unknown: [AttributeType] { read { try $0.attribute(UnknownAttributes.self).map { Array($0) } } ?? [] }
    var types: [AttributeType] { read { Array($0.attributes.map(\.type)) } ?? [] }

    var relayed: [TransportAddress] {
        read { message in
            message.attributes.compactMap {
                try? $0.type == .xorRelayedAddress ? XORRelayedAddress(reading: $0).address : nil
            }
        } ?? []
    }

    var failedFamily: AddressFamily? { read { try $0.attribute(AddressErrorCode.self)?.family } }
    var failedFamilyCode: Int? { read { try $0.attribute(AddressErrorCode.self).map { Int($0.code.rawValue) } } }

    func isSigned(_ key: LongTermKey, _ form: IntegrityForm) -> Bool {
        read { message in
            form == .sha256 ? message.hasMessageIntegritySHA256(by: key) : message.hasMessageIntegrity(by: key)
        } ?? false
    }
}
