// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN

/// Asks everything that can be asked about bytes, and says what does not hold.
struct Exercise {
    var buffer = ByteBuffer()
    var messages = 0
    var sends = 0
    var attributes = 0
    let key = ShortTermKey(password: "VOkJxbRl1RmTxUk/WvJxBt")

    /// What does not hold, or nil.
    mutating func complaint(about bytes: UnsafeRawBufferPointer, checksIntegrity: Bool) -> String? {
        if let problem = framing(bytes) { return problem }
        let send = SendIndication(reading: bytes)
        guard let message = try? STUNMessage(reading: bytes) else { return send == nil ? nil : "send without message" }
        messages += 1
        if let send {
            sends += 1
            guard send.data.lowerBound >= 24, send.data.upperBound <= bytes.count else { return "data outside" }
        }
        _ = message.unknownComprehensionRequired()
        _ = message.isFingerprintRight
        if checksIntegrity {
            _ = message.hasMessageIntegrity(by: key)
            _ = message.hasMessageIntegritySHA256(by: key, shortest: 16)
        }
        return readAll(message)
    }

    private func framing(_ bytes: UnsafeRawBufferPointer) -> String? {
        switch StreamFrame(at: bytes) {
        case .frame(let length): if length > bytes.count || length < 4 { return "frame outside" }
        case .need(let length): if length <= bytes.count { return "need what is there" }
        case .invalid: break
        }
        if let header = ChannelDataHeader(reading: bytes), header.length + 4 > bytes.count { return "channel outside" }
        _ = SecurityFeatures(nonce: bytes)
        return nil
    }

    private mutating func readAll(_ message: STUNMessage) -> String? {
        addresses(message) ?? numbers(message) ?? others(message) ?? texts(message)
    }

    private mutating func addresses(_ message: STUNMessage) -> String? {
        again(MappedAddress.self, message) ?? again(XORMappedAddress.self, message)
            ?? again(XORPeerAddress.self, message) ?? again(XORRelayedAddress.self, message)
            ?? again(AlternateServer.self, message)
    }

    private mutating func numbers(_ message: STUNMessage) -> String? {
        again(Lifetime.self, message) ?? again(ChannelNumberAttribute.self, message)
            ?? again(RequestedAddressFamily.self, message) ?? again(AdditionalAddressFamily.self, message)
            ?? again(EvenPort.self, message) ?? again(RequestedTransport.self, message)
            ?? again(DontFragment.self, message) ?? again(ReservationToken.self, message) ?? again(ICMP.self, message)
    }

    private mutating func others(_ message: STUNMessage) -> String? {
        if let list = try? message.attribute(PasswordAlgorithms.self), list.hasParameters { return nil }
        if let one = try? message.attribute(PasswordAlgorithmAttribute.self), one.hasParameters { return nil }
        return again(UnknownAttributes.self, message) ?? again(PasswordAlgorithms.self, message)
            ?? again(PasswordAlgorithmAttribute.self, message) ?? again(UserHash.self, message)
    }

    private mutating func texts(_ message: STUNMessage) -> String? {
        _ = try? message.attribute(Username.self)?.text
        _ = try? message.attribute(Realm.self)?.equals("visavis")
        _ = try? message.attribute(Software.self)?.text
        _ = try? message.attribute(AlternateDomain.self)?.text
        if let nonce = try? message.attribute(Nonce.self) { _ = SecurityFeatures(nonce: nonce.bytes) }
        if let error = try? message.attribute(ErrorCodeAttribute.self), error.reason.count > message.bytes.count {
            return "reason outside"
        }
        if let error = try? message.attribute(AddressErrorCode.self), error.reason.count > message.bytes.count {
            return "reason outside"
        }
        if let data = try? message.attribute(DataAttribute.self), data.bytes.count > message.bytes.count {
            return "data outside"
        }
        return nil
    }

    /// What is read, written and read again must be the same.
    private mutating func again<Attribute: STUNAttribute & Equatable>(
        _: Attribute.Type, _ message: STUNMessage
    ) -> String? {
        guard let found = try? message.attribute(Attribute.self) else { return nil }
        attributes += 1
        buffer.clear()
        var writer = STUNMessageWriter(.request, .binding, message.transactionID, into: &buffer)
        writer.write(found)
        writer.finish(into: &buffer)
        let isSame = buffer.withUnsafeReadableBytes { bytes in
            (try? STUNMessage(reading: bytes).attribute(Attribute.self)) == found
        }
        return isSame ? nil : "\(Attribute.self) differs when written"
    }
}
