// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Status codes of a close frame (RFC 6455, 7.4). Names are NIOWebSocket's.
enum CloseCode {
    static let goingAway: UInt16 = 1001
    static let protocolError: UInt16 = 1002
    static let unacceptableData: UInt16 = 1003
    static let noStatus: UInt16 = 1005
    static let abnormal: UInt16 = 1006
    static let dataInconsistentWithMessage: UInt16 = 1007
    static let policyViolation: UInt16 = 1008
    static let messageTooLarge: UInt16 = 1009

    /// Whether a close frame may carry the code: 1005, 1006 and 1015 never, nor what nobody registered.
    static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
