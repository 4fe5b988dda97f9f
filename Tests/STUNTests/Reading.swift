// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import STUN
import Testing

let transaction = TransactionID(high: 0x0102_0304, low: 0x0506_0708_090a_0b0c)

/// Bytes of a message with the given attributes (type, value), padded with `padding`.
func message(
    type: UInt16 = 0x0001, _ attributes: [(UInt16, [UInt8])], padding: UInt8 = 0, length: Int? = nil
) -> [UInt8] {
    var body: [UInt8] = []
    for (type, value) in attributes {
        body += [UInt8(type >> 8), UInt8(type & 0xff), UInt8(value.count >> 8), UInt8(value.count & 0xff)] + value
        body += Array(repeating: padding, count: -value.count & 3)
    }
    let length = length ?? body.count
    let header = [UInt8(type >> 8), UInt8(type & 0xff), UInt8(length >> 8), UInt8(length & 0xff)]
    return header + hex("2112a442 0102030405060708090a0b0c") + body
}

/// Reads the bytes as a message and hands it to a test.
func reading<Result>(_ bytes: [UInt8], _ body: (STUNMessage) throws -> Result) throws -> Result {
    try bytes.withUnsafeBytes { try body(STUNMessage(reading: $0)) }
}

/// Why bytes are no message.
func refusal(_ bytes: [UInt8]) -> STUNError? {
    do {
        try reading(bytes) { _ in }
        return nil
    } catch {
        return error as? STUNError
    }
}

/// Reads one attribute out of a message that has only it.
func reading<Attribute: STUNAttribute, Result>(
    _: Attribute.Type, from value: [UInt8], _ body: (Attribute) throws -> Result
) throws -> Result {
    try reading(message([(Attribute.type.rawValue, value)])) { message in
        try body(#require(try message.attribute(Attribute.self)))
    }
}

/// Whether a value is refused with the attribute's own error.
func refuses<Attribute: STUNAttribute>(_: Attribute.Type, _ value: [UInt8]) -> Bool {
    do {
        try reading(message([(Attribute.type.rawValue, value)])) { _ = try $0.attribute(Attribute.self) }
        return false
    } catch {
        return error as? STUNError == .invalidAttribute(Attribute.type)
    }
}

/// The message that a body writes, into a buffer that held other bytes before.
func writing(
    _ messageClass: MessageClass = .request, _ method: STUNMethod = .binding, fingerprint: Bool = false,
    _ body: (inout STUNMessageWriter) throws -> Void
) rethrows -> [UInt8] {
    var buffer = ByteBuffer(repeating: 0xaa, count: 2048)
    buffer.clear()
    var writer = STUNMessageWriter(messageClass, method, transaction, into: &buffer)
    try body(&writer)
    writer.finish(fingerprint: fingerprint, into: &buffer)
    return Array(buffer.readableBytesView)
}

/// The value bytes that an attribute writes.
func value(of attribute: some STUNAttribute) throws -> [UInt8] {
    let bytes = writing { $0.write(attribute) }
    return try reading(bytes) { message in
        let found = try #require(message.value(of: type(of: attribute).type))
        #expect(message.bytes.count == 24 + (found.count + 3) & ~3)
        return Array(found.bytes)
    }
}
