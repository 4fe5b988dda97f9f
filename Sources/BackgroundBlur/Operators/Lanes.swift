// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Four numbers that one instruction works on.
typealias Lanes = SIMD4<Float>

extension Lanes {
    /// `pointwiseMin` and `pointwiseMax` become a dozen branches a lane; these are one instruction each.
    @inline(__always)
    func atMost(_ limit: Float) -> Lanes {
        let limits = Lanes(repeating: limit)
        return replacing(with: limits, where: self .> limits)
    }

    @inline(__always)
    func atLeast(_ limit: Float) -> Lanes {
        let limits = Lanes(repeating: limit)
        return replacing(with: limits, where: self .< limits)
    }
}

extension UnsafePointer<Float> {
    /// The same numbers by four. Values, weights and scratch all begin at multiples of sixteen bytes.
    @inline(__always)
    var lanes: UnsafePointer<Lanes> { UnsafeRawPointer(self).assumingMemoryBound(to: Lanes.self) }
}

extension UnsafeMutablePointer<Float> {
    @inline(__always)
    var lanes: UnsafeMutablePointer<Lanes> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Lanes.self) }
}
