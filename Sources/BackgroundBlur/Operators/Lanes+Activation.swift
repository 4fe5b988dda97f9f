// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension Lanes {
    /// All but the logistic function, which is too long for the inside of a loop and is done afterwards.
    @inline(__always)
    func activated(_ activation: Activation) -> Lanes {
        switch activation {
        case .none, .logistic: self
        case .rectified: atLeast(0)
        case .hardSwish: self * (self + 3).atLeast(0).atMost(6) * Lanes(repeating: 1 / 6)
        }
    }

    /// 1 / (1 + e⁻ˣ), exact to about 2·10⁻⁷.
    @inline(__always)
    var logistic: Lanes { 1 / (1 + (-self).exponential) }

    /// eˣ as 2ⁿ · 2ᶠ with |f| ≤ ½: n goes into the exponent's bits, 2ᶠ is a polynomial (its Taylor series).
    @inline(__always)
    private var exponential: Lanes {
        let powers = (self * 1.442_695).atLeast(-126).atMost(126)
        // Adding 1.5 · 2²³ leaves no bits for a fraction: rounds to the nearest, and the low bits hold n.
        let shifted = powers + 12_582_912
        let fraction = powers - (shifted - 12_582_912)
        var sum = Lanes(repeating: 1.540_353e-4)
        sum = sum * fraction + 1.333_356e-3
        sum = sum * fraction + 9.618_129e-3
        sum = sum * fraction + 5.550_411e-2
        sum = sum * fraction + 2.402_265e-1
        sum = sum * fraction + 6.931_472e-1
        sum = sum * fraction + 1
        let exponents = unsafeBitCast(shifted, to: SIMD4<Int32>.self) &<< SIMD4<Int32>(repeating: 23)
        return unsafeBitCast(unsafeBitCast(sum, to: SIMD4<Int32>.self) &+ exponents, to: Lanes.self)
    }
}
