// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOWebSocket

/// Makes messages of a client's frames and refuses what RFC 6455 forbids. NIO's decoder has checked lengths and the form of
/// control frames only; an attacker could otherwise send unmasked frames, or fragments without end.
struct MessageAssembler {
    enum Event: Equatable {
        case text(ByteBuffer)
        case ping(ByteBuffer)
        case pong
        /// The other side closes; 1005 when it gave no code.
        case close(code: UInt16)
        /// The connection must be closed with this code.
        case failure(code: UInt16)
    }

    private struct Partial {
        var text: ByteBuffer
        var validator: UTF8Validator
        var fragments: Int
    }

    let maxMessageBytes: Int
    let maxFragments: Int
    private var partial: Partial?

    init(maxMessageBytes: Int, maxFragments: Int) {
        self.maxMessageBytes = maxMessageBytes
        self.maxFragments = maxFragments
    }

    /// Returns nil when the frame is a fragment and more must come.
    mutating func receive(_ frame: WebSocketFrame) -> Event? {
        guard let key = frame.maskKey, !frame.rsv1, !frame.rsv2, !frame.rsv3 else {
            return .failure(code: CloseCode.protocolError)
        }
        switch frame.opcode {
        case .text: return self.start(frame, key)
        case .continuation: return self.proceed(frame, key)
        case .binary:
            let isOutOfTurn = self.partial != nil
            return .failure(code: isOutOfTurn ? CloseCode.protocolError : CloseCode.unacceptableData)
        case .ping, .pong, .connectionClose: return Self.control(frame, key)
        default: return .failure(code: CloseCode.protocolError)
        }
    }

    private mutating func start(_ frame: WebSocketFrame, _ key: WebSocketMaskingKey) -> Event? {
        guard self.partial == nil else { return .failure(code: CloseCode.protocolError) }
        return self.append(
            frame, key, to: Partial(text: ByteBuffer(), validator: UTF8Validator(), fragments: 0))
    }

    private mutating func proceed(_ frame: WebSocketFrame, _ key: WebSocketMaskingKey) -> Event? {
        // Taken out, so that the buffer is uniquely referenced while it grows.
        guard let partial = self.partial.take() else { return .failure(code: CloseCode.protocolError) }
        return self.append(frame, key, to: partial)
    }

    private mutating func append(
        _ frame: WebSocketFrame, _ key: WebSocketMaskingKey, to start: consuming Partial
    ) -> Event? {
        var partial = start
        partial.fragments += 1
        guard partial.fragments <= self.maxFragments,
            partial.text.readableBytes + frame.data.readableBytes <= self.maxMessageBytes
        else { return .failure(code: CloseCode.messageTooLarge) }

        let added = partial.text.writeUnmasking(frame.data, key)
        let isText = partial.text.withUnsafeReadableBytes { bytes in
            partial.validator.feed(UnsafeRawBufferPointer(rebasing: bytes.suffix(added)))
        }
        guard isText, !frame.fin || partial.validator.isComplete else {
            return .failure(code: CloseCode.dataInconsistentWithMessage)
        }
        if frame.fin { return .text(partial.text) }
        self.partial = partial
        return nil
    }

    private static func control(_ frame: WebSocketFrame, _ key: WebSocketMaskingKey) -> Event {
        guard frame.fin, frame.data.readableBytes <= 125 else { return .failure(code: CloseCode.protocolError) }
        var payload = ByteBuffer()
        payload.writeUnmasking(frame.data, key)
        switch frame.opcode {
        case .ping: return .ping(payload)
        case .pong: return .pong
        default: return self.close(payload)
        }
    }

    /// RFC 6455, 5.5.1: nothing, or a code and a reason in UTF-8.
    private static func close(_ payload: ByteBuffer) -> Event {
        var payload = payload
        guard payload.readableBytes > 0 else { return .close(code: CloseCode.noStatus) }
        guard let code = payload.readInteger(as: UInt16.self), CloseCode.mayBeSent(code) else {
            return .failure(code: CloseCode.protocolError)
        }
        var validator = UTF8Validator()
        guard payload.withUnsafeReadableBytes({ validator.feed($0) }), validator.isComplete else {
            return .failure(code: CloseCode.dataInconsistentWithMessage)
        }
        return .close(code: code)
    }
}
