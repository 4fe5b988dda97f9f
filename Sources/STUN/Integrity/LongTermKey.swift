// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import Crypto

/// The key of long-term credentials: a hash of `username:realm:password` (RFC 8489, section 9.2.2). MESSAGE-INTEGRITY
/// and MESSAGE-INTEGRITY-SHA256 can be computed with either form.
public struct LongTermKey: IntegrityKey {
    public let algorithm: PasswordAlgorithm
    public let secret: SymmetricKey

    /// The texts must be prepared as OpaqueString (RFC 8265); ASCII is as it is.
    /// - Parameter algorithm: one of the known ones; what is not SHA-256 is taken for MD5, which stands where no
    ///   PASSWORD-ALGORITHM is said.
    public init(username: String, realm: String, password: String, algorithm: PasswordAlgorithm = .md5) {
        self.algorithm = algorithm
        secret =
            algorithm == .sha256
            ? Self.key(SHA256(), username, realm, password)
            : Self.key(Insecure.MD5(), username, realm, password)
    }

    private static func key(
        _ hash: some HashFunction, _ username: String, _ realm: String, _ password: String
    ) -> SymmetricKey {
        var hash = hash
        hash.update(text: username)
        hash.update(text: ":")
        hash.update(text: realm)
        hash.update(text: ":")
        hash.update(text: password)
        return SymmetricKey(data: Array(hash.finalize()))
    }
}
