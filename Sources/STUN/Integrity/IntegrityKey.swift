// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public import Crypto

/// What MESSAGE-INTEGRITY is computed with.
public protocol IntegrityKey: Sendable {
    var secret: SymmetricKey { get }
}
