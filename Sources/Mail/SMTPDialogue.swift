// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What libcurl's callbacks share during one transfer, on its thread only.
final class SMTPDialogue {
    private let message: [UInt8]
    private var offset = 0
    private var pending: [String] = []
    /// The last complete reply other than to QUIT.
    private(set) var lastReply: ServerReply?
    /// The last command other than QUIT was RCPT.
    private(set) var isAtRecipient = false
    let isCancelled: () -> Bool

    init(message: [UInt8], isCancelled: @escaping () -> Bool) {
        self.message = message
        self.isCancelled = isCancelled
    }

    var hasSentBody: Bool { offset > 0 }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, message.count - offset)
        buffer.copyBytes(from: message[offset..<(offset + count)])
        offset += count
        return count
    }

    /// A command, of which nothing is kept but whether it names the recipient.
    func said(_ command: UnsafeRawBufferPointer) {
        guard !command.starts(with: Array("QUIT".utf8)) else { return }
        isAtRecipient = command.starts(with: Array("RCPT ".utf8))
    }

    /// One line of a reply: `250-text` goes on, `250 text` ends it.
    func heard(_ line: UnsafeRawBufferPointer) {
        let line = String(decoding: line, as: UTF8.self)
        guard let code = Int(line.prefix(3)) else { return }
        if pending.count < 50 { pending.append(line.dropFirst(4).trimmingLineEnd) }
        guard line.dropFirst(3).first != "-" else { return }
        if code != 221 { lastReply = ServerReply(code: code, text: pending.joined(separator: " ")) }
        pending = []
    }
}

extension Substring {
    fileprivate var trimmingLineEnd: String {
        String(prefix { !$0.isNewline })
    }
}
