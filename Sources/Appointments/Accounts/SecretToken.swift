// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What stands in a cookie or in a link that works once: 192 random bits. Tables hold ``TokenKeys/hash(_:)`` of it.
public enum SecretToken {
    /// 32 characters of base64url.
    public static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = Data((0..<24).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }
}
