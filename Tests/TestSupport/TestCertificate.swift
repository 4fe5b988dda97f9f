// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
public import NIOSSL

/// A self-signed certificate for localhost, known to everybody and trusted by nobody.
public enum TestCertificate {
    public static func serverConfiguration() throws -> TLSConfiguration {
        let certificate = try NIOSSLCertificate(bytes: Array(self.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(self.key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        // A client that does not answer our close_notify must not hold up a server that stops.
        configuration.shutdownTimeout = .seconds(1)
        return configuration
    }

    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBlDCCATugAwIBAgIUKY7SqeuKXHaJ1ICA0oJ6jDv1pfMwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE0MDkzN1oYDzIxMjYxMDI5
        MTQwOTM3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQnG0GLB6Om0Ekax4HfoHW7RGsC+YkIZyM64hb/2wbZF6ZCITOkBSd0
        2Sx2Ca8eKuXDuya3b7c5L0e3r70TSnhro2kwZzAdBgNVHQ4EFgQUt9edTwyK1g/x
        PfvevDqSWga5bT0wHwYDVR0jBBgwFoAUt9edTwyK1g/xPfvevDqSWga5bT0wDwYD
        VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
        RwAwRAIgfxvfHp8RY+fAVwq64HfNnT+hIAzmrsVKVMBXYh7Xcu8CIDE0jOWksN/O
        pmtK7vxufLs0lr//xfAzumnMT8DDFRWv
        -----END CERTIFICATE-----
        """

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgzwnJscfH+mzKM0Tc
        RhPqkCKtNfoB430dOjY1CSAfKHKhRANCAAQnG0GLB6Om0Ekax4HfoHW7RGsC+YkI
        ZyM64hb/2wbZF6ZCITOkBSd02Sx2Ca8eKuXDuya3b7c5L0e3r70TSnhr
        -----END PRIVATE KEY-----
        """
}
