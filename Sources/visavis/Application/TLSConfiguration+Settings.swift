// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOSSL

extension TLSConfiguration {
    /// With the settings' certificate, for pages and relay alike; nil when there is none.
    /// - Throws: ``OperatorError`` when they cannot be read.
    static func server(_ settings: Settings) throws -> TLSConfiguration? {
        guard let certificate = settings["tlsCertificate"], let key = settings["tlsKey"] else { return nil }
        var configuration: TLSConfiguration
        do {
            configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        } catch {
            throw OperatorError("tlsCertificate \(certificate) and tlsKey \(key) are not usable: \(error).")
        }
        configuration.minimumTLSVersion = .tlsv12
        // The relay's clients name theirs (RFC 7443) or none.
        configuration.applicationProtocols = ["http/1.1", "stun.turn"]
        configuration.shutdownTimeout = .seconds(1)
        return configuration
    }
}
