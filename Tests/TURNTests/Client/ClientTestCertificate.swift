// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOSSL

/// Certificates of one key: good for localhost and 127.0.0.1, for another name, and one that ended in 2021.
enum ClientTestCertificate: String {
    case good = """
        -----BEGIN CERTIFICATE-----
        MIIBrjCCAVSgAwIBAgIUIyjg7oz9Tt8eKb/fbn/XISZ65mIwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE3MDQyM1oYDzIxMjYxMDI5
        MTcwNDIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAARn1J1cH8uNcpkpRv+ZzMfBIwYJUgB4dk/LlKhs9qp+g4FcpqfdVJUG
        kKGjw5F+8OWhRaxupF8NsFPiip4+yCiKo4GBMH8wHQYDVR0OBBYEFK/Q2TtLiRrg
        W0mdRtXueZW6gOjkMB8GA1UdIwQYMBaAFK/Q2TtLiRrgW0mdRtXueZW6gOjkMA8G
        A1UdEwEB/wQFMAMBAf8wLAYDVR0RBCUwI4IJbG9jYWxob3N0hwR/AAABhxAAAAAA
        AAAAAAAAAAAAAAABMAoGCCqGSM49BAMCA0gAMEUCIQD0OzacBmOmaXujikjfv2zK
        KD804zCquGDEHjIP4ePoJAIgUWdu808bcRNgN+yvVVn/mCDrB5Nk91kLKvdAtpXR
        +Jw=
        -----END CERTIFICATE-----
        """

    case otherName = """
        -----BEGIN CERTIFICATE-----
        MIIBojCCAUegAwIBAgIUEyvmhTLMfTZ1Zke6IbD9SM1qQAcwCgYIKoZIzj0EAwIw
        GDEWMBQGA1UEAwwNb3RoZXIuZXhhbXBsZTAgFw0yNjExMjIxNzA0MjNaGA8yMTI2
        MTAyOTE3MDQyM1owGDEWMBQGA1UEAwwNb3RoZXIuZXhhbXBsZTBZMBMGByqGSM49
        AgEGCCqGSM49AwEHA0IABGfUnVwfy41ymSlG/5nMx8EjBglSAHh2T8uUqGz2qn6D
        gVymp91UlQaQoaPDkX7w5aFFrG6kXw2wU+KKnj7IKIqjbTBrMB0GA1UdDgQWBBSv
        0Nk7S4ka4FtJnUbV7nmVuoDo5DAfBgNVHSMEGDAWgBSv0Nk7S4ka4FtJnUbV7nmV
        uoDo5DAPBgNVHRMBAf8EBTADAQH/MBgGA1UdEQQRMA+CDW90aGVyLmV4YW1wbGUw
        CgYIKoZIzj0EAwIDSQAwRgIhAIiPSFyOzmBxFe29nv5rar3cRIcEniz8UMjPL40e
        gO2hAiEAiTUqTizYQkACR3FrSHMT+3GOwxz/oiLktnXBiGSIF0g=
        -----END CERTIFICATE-----
        """

    case expired = """
        -----BEGIN CERTIFICATE-----
        MIIBYjCCAQigAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAls
        b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARn1J1cH8uNcpkpRv+Z
        zMfBIwYJUgB4dk/LlKhs9qp+g4FcpqfdVJUGkKGjw5F+8OWhRaxupF8NsFPiip4+
        yCiKo0swSTAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwDAYDVR0TBAUwAwEB
        /zAdBgNVHQ4EFgQUr9DZO0uJGuBbSZ1G1e55lbqA6OQwCgYIKoZIzj0EAwIDSAAw
        RQIgB8u1sVTZchi7OUJW3pOtQNFDi3esJLl8//wNUdgpJ9cCIQD6jsmuEJxeSMZe
        RgLFy75ghp39CjMdIYZ/bgniR4NZGQ==
        -----END CERTIFICATE-----
        """

    func server() throws -> NIOSSLContext {
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(try self.certificate())],
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(Self.key.utf8), format: .pem)))
        return try NIOSSLContext(configuration: configuration)
    }

    func certificate() throws -> NIOSSLCertificate {
        try NIOSSLCertificate(bytes: Array(self.rawValue.utf8), format: .pem)
    }

    private static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgO0hzGiGM1L5+0TQG
        L0vekvb7d41S8GsoSNt2nezXI+yhRANCAARn1J1cH8uNcpkpRv+ZzMfBIwYJUgB4
        dk/LlKhs9qp+g4FcpqfdVJUGkKGjw5F+8OWhRaxupF8NsFPiip4+yCiK
        -----END PRIVATE KEY-----
        """
}
