// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The heads of 4,096 lists, one for each second; the links are in the records. An allocation moves between lists in
/// constant time, and a second's end touches only what may end in it.
struct DeadlineWheel: ~Copyable {
    /// No place.
    static let none = UInt32.max
    private static let buckets: UInt64 = 4_096
    private let heads: UnsafeMutablePointer<UInt32>
    /// Up to where the lists have been looked at.
    private(set) var sweptAt = NIODeadline.uptimeNanoseconds(0)

    init() {
        heads = .allocate(capacity: Int(Self.buckets))
        heads.initialize(repeating: Self.none, count: Int(Self.buckets))
    }

    deinit { heads.deallocate() }

    func bucket(_ deadline: NIODeadline) -> Int { Int(deadline.uptimeNanoseconds / 1_000_000_000 % Self.buckets) }

    subscript(bucket: Int) -> UInt32 {
        get {
            precondition(bucket >= 0 && bucket < Int(Self.buckets))
            return heads[bucket]
        }
        nonmutating set {
            precondition(bucket >= 0 && bucket < Int(Self.buckets))
            heads[bucket] = newValue
        }
    }

    /// The buckets of the seconds since the last sweep, the present one included.
    mutating func sweep(to now: NIODeadline) -> [Int] {
        let from = sweptAt.uptimeNanoseconds / 1_000_000_000
        let to = max(now.uptimeNanoseconds / 1_000_000_000, from)
        sweptAt = max(now, sweptAt)
        let seconds = min(to - from + 1, Self.buckets)
        return (0..<seconds).map { Int((to - $0) % Self.buckets) }
    }
}
