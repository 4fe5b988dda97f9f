// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// IEEE 754 binary16 by integers only: the conversion of the standard library wants a runtime that WebAssembly has not.
public enum HalfFloat {
    public static func value(_ bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let magnitude = UInt32(bits & 0x7fff)
        if magnitude >= 0x7c00 { return Float(bitPattern: sign | 0x7f80_0000 | (magnitude & 0x3ff) << 13) }
        if magnitude >= 0x0400 { return Float(bitPattern: sign | (magnitude << 13 + 112 << 23)) }
        // Below the normal range: a multiple of 2⁻²⁴.
        let small = Float(magnitude) * 0x1p-24
        return Float(bitPattern: small.bitPattern | sign)
    }

    /// Infinity or not a number.
    static func isFinite(_ bits: UInt16) -> Bool { bits & 0x7c00 != 0x7c00 }
}
