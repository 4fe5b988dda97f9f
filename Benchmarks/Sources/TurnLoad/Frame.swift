// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What one end sends again and again, and what it expects from the other.
struct Frame {
    enum Kind {
        /// Of a peer: the payload alone.
        case bare
        /// RFC 8656 section 12.4.
        case channelData(UInt16)
        /// RFC 8656 section 11: Send from the client, Data to it.
        case indication(Address)
    }

    let kind: Kind
    let size: Int
    /// The datagram as sent, with room for the time at the payload's beginning.
    let bytes: [UInt8]
    let payloadOffset: Int

    init(_ kind: Kind, size: Int) {
        self.kind = kind
        self.size = size
        let payload = [UInt8](repeating: 0x76, count: size)
        switch kind {
        case .bare: self.bytes = payload
        case .channelData(let number):
            let header = [UInt8(number >> 8), UInt8(number & 0xFF), UInt8(size >> 8), UInt8(size & 0xFF)]
            self.bytes = header + payload
        case .indication(let peer):
            var indication = Request(.sendIndication, transaction: 0)
            indication.addPeer(peer)
            indication.add(0x0013, payload)
            self.bytes = indication.bytes
        }
        switch kind {
        case .bare: self.payloadOffset = 0
        case .channelData: self.payloadOffset = 4
        case .indication: self.payloadOffset = 20 + 12 + 4
        }
    }

    /// Where the payload begins in a received datagram; nil when it is not what the other end sent.
    func payload(in datagram: UnsafeRawBufferPointer) -> Int? {
        switch self.kind {
        case .bare: return datagram.count == self.size ? 0 : nil
        case .channelData(let number):
            guard datagram.count == self.size + 4, self.number(datagram, 0) == number,
                self.number(datagram, 2) == UInt16(self.size)
            else { return nil }
            return 4
        case .indication: return self.data(in: datagram)
        }
    }

    private func number(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt16 {
        UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
    }

    /// The DATA attribute of a Data indication.
    private func data(in datagram: UnsafeRawBufferPointer) -> Int? {
        guard datagram.count >= 20 + self.size, self.number(datagram, 0) == 0x0017 else { return nil }
        var at = 20
        while at + 4 <= datagram.count {
            let length = Int(self.number(datagram, at + 2))
            if self.number(datagram, at) == 0x0013 {
                return length == self.size && at + 4 + length <= datagram.count ? at + 4 : nil
            }
            at += 4 + (length + 3) & ~3
        }
        return nil
    }
}
