// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Where each value lies in one block of memory: two that are needed at the same time never overlap, others share.
struct MemoryPlan {
    /// Offsets in numbers, by value. The picture and the mask lie elsewhere and have offset 0.
    private(set) var offsets: [Int]
    /// Numbers that the block holds.
    private(set) var count = 0

    /// A value's numbers and the steps from the one that writes it to the last that reads it.
    struct Life {
        let count: Int
        let first: Int
        let last: Int
    }

    /// - Parameter lives: nil for values that need no place.
    init(_ lives: [Life?]) {
        offsets = [Int](repeating: 0, count: lives.count)
        var isPlaced = [Bool](repeating: false, count: lives.count)
        // The largest first: the small ones find room in the gaps.
        while let next = Self.largest(lives, isPlaced) {
            offsets[next.value] = lowestOffset(next.life, lives, isPlaced)
            isPlaced[next.value] = true
            count = max(count, offsets[next.value] + next.life.count)
        }
    }

    private static func largest(_ lives: [Life?], _ isPlaced: [Bool]) -> (value: Int, life: Life)? {
        var best: (value: Int, life: Life)?
        for value in lives.indices where !isPlaced[value] {
            if let life = lives[value], life.count > (best?.life.count ?? 0) { best = (value, life) }
        }
        return best
    }

    /// Behind every placed value that is in the way, again until none is.
    private func lowestOffset(_ life: Life, _ lives: [Life?], _ isPlaced: [Bool]) -> Int {
        var offset = 0
        var isFree = false
        while !isFree {
            isFree = true
            for value in lives.indices where isPlaced[value] {
                guard let other = lives[value], other.first <= life.last, life.first <= other.last else { continue }
                let end = offsets[value] + other.count
                if offset < end && offsets[value] < offset + life.count {
                    offset = end
                    isFree = false
                }
            }
        }
        return offset
    }
}
