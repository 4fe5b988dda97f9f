// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOPosix
import NIOSSL

extension TURNClientError {
    /// What an error of the network or of TLS means for whoever asks.
    init(_ error: any Error) {
        switch error {
        case let error as TURNClientError: self = error
        case let error as NIOConnectionError: self = Self.ofConnection(error)
        case let error as IOError: self = Self(errno: error.errnoCode)
        case ChannelError.connectTimeout: self = .connectionTimedOut
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .certificate(.otherName)
        case let error as NIOSSLError: self = Self.ofTLS(error)
        case let error as BoringSSLError: self = .tls("\(error)")
        default: self = .closed
        }
    }

    private init(errno: CInt) {
        switch errno {
        case ECONNREFUSED: self = .refused
        case ETIMEDOUT: self = .connectionTimedOut
        case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EACCES, EPERM, EADDRNOTAVAIL: self = .unreachable
        default: self = .closed
        }
    }

    private static func ofConnection(_ error: NIOConnectionError) -> TURNClientError {
        guard let first = error.connectionErrors.first else { return .unknownHost }
        return TURNClientError(first.error)
    }

    private static func ofTLS(_ error: NIOSSLError) -> TURNClientError {
        guard case .handshakeFailed(let cause) = error else { return .closed }
        let text = "\(cause)"
        return text.contains("CERTIFICATE_VERIFY_FAILED") ? .certificate(.untrusted) : .tls(text)
    }
}
