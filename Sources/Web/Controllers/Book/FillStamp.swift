// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// When a form was handed out, signed, with a number of its own: tells a person who typed from a program that sent at once,
/// and the second press of a button from a second wish.
struct FillStamp: Sendable, Equatable {
    /// Nobody reads a form and types a name and an address in less.
    static let leastSeconds = 2.0

    let began: Date
    /// 64 random bits in hexadecimal.
    let number: String

    init(now: Date) {
        began = Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down))
        number = String(UInt64.random(in: .min ... .max), radix: 16)
    }

    func isTooFast(now: Date) -> Bool { now.timeIntervalSince(began) < Self.leastSeconds }

    /// As it stands in the form: `<seconds since 1970>.<number>.<code>`.
    func text(signedBy tokens: FormTokens) -> String {
        "\(body).\(tokens.token(for: "fill|\(body)", now: began))"
    }

    /// Nil for anything that is not ours, and for what is older than the day before.
    init?(_ text: String, signedBy tokens: FormTokens, now: Date) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let seconds = Int(parts[0]),
            tokens.isValid(parts[2], for: "fill|\(parts[0]).\(parts[1])", now: now)
        else { return nil }
        began = Date(timeIntervalSince1970: Double(seconds))
        number = parts[1]
    }

    private var body: String { "\(Int(began.timeIntervalSince1970)).\(number)" }
}
