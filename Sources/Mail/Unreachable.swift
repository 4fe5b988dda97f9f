// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CCurl

/// Why there was no complete dialogue with the mail server.
public struct Unreachable: Sendable, Equatable {
    /// The raw values are kept in the outbox.
    public enum Cause: String, Sendable, CaseIterable {
        /// The server's name has no address, or nobody could be asked for it.
        case unknownName = "unknown_name"
        /// Nobody listens there, or nothing leads there.
        case noConnection = "no_connection"
        case timeout
        /// TLS is refused, or the certificate is not to be trusted.
        case insecure
        case brokenOff = "broken_off"
    }

    public let cause: Cause
    /// libcurl's own words, in English. They name nobody.
    public let detail: String

    public init(_ cause: Cause, detail: String) {
        self.cause = cause
        self.detail = detail
    }

    init(_ code: CURLcode) {
        cause =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: .unknownName
            case CURLE_COULDNT_CONNECT: .noConnection
            case CURLE_OPERATION_TIMEDOUT: .timeout
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED,
                CURLE_SSL_CACERT_BADFILE:
                .insecure
            default: .brokenOff
            }
        detail = String(cString: curl_easy_strerror(code))
    }
}
