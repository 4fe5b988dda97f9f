// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

#if arch(wasm32)
    /// Blocks in the memory that the page has given: a list of free ones by address, the first that fits is taken, neighbours
    /// are joined again. An engine has one large block and a few lists, so nothing cleverer pays.
    struct Heap {
        /// Before every block, taken or free: its bytes with this head, and the next free block.
        private struct Head {
            var byteCount: Int
            var next: UnsafeMutablePointer<Head>?
        }

        private static let headByteCount = 16
        private static let pageByteCount = 65536
        private var first: UnsafeMutablePointer<Head>?

        mutating func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
            guard byteCount >= 0, byteCount < 1 << 30 else { return nil }
            let wanted = (byteCount + Self.headByteCount + 15) & ~15
            if let block = take(wanted) { return block }
            return extend(by: wanted) ? take(wanted) : nil
        }

        mutating func free(_ block: UnsafeMutableRawPointer) {
            insert((block - Self.headByteCount).assumingMemoryBound(to: Head.self))
        }

        private mutating func take(_ wanted: Int) -> UnsafeMutableRawPointer? {
            var before: UnsafeMutablePointer<Head>?
            var place = first
            while let block = place {
                if block.pointee.byteCount >= wanted {
                    let rest = split(block, at: wanted)
                    if let before { before.pointee.next = rest } else { first = rest }
                    return UnsafeMutableRawPointer(block) + Self.headByteCount
                }
                before = block
                place = block.pointee.next
            }
            return nil
        }

        /// What stands in the list instead of a block that is taken: what is left of it, or its follower.
        private func split(_ block: UnsafeMutablePointer<Head>, at wanted: Int) -> UnsafeMutablePointer<Head>? {
            let left = block.pointee.byteCount - wanted
            guard left >= 2 * Self.headByteCount else { return block.pointee.next }
            block.pointee.byteCount = wanted
            let rest = (UnsafeMutableRawPointer(block) + wanted).bindMemory(to: Head.self, capacity: 1)
            rest.initialize(to: Head(byteCount: left, next: block.pointee.next))
            return rest
        }

        private mutating func insert(_ block: UnsafeMutablePointer<Head>) {
            var before: UnsafeMutablePointer<Head>?
            var after = first
            while let next = after, next < block {
                before = next
                after = next.pointee.next
            }
            block.pointee.next = after
            join(block)
            if let before {
                before.pointee.next = block
                join(before)
            } else {
                first = block
            }
        }

        /// Takes in the next free block where it begins at this one's end.
        private func join(_ block: UnsafeMutablePointer<Head>) {
            guard let next = block.pointee.next,
                UnsafeMutableRawPointer(block) + block.pointee.byteCount == UnsafeMutableRawPointer(next)
            else { return }
            block.pointee.byteCount += next.pointee.byteCount
            block.pointee.next = next.pointee.next
        }

        private mutating func extend(by byteCount: Int) -> Bool {
            let pages = (byteCount + Self.pageByteCount - 1) / Self.pageByteCount
            let former = growMemory(Int32(pages))
            guard former > 0, let start = UnsafeMutableRawPointer(bitPattern: Int(former) * Self.pageByteCount) else {
                return false
            }
            let block = start.bindMemory(to: Head.self, capacity: 1)
            block.initialize(to: Head(byteCount: pages * Self.pageByteCount, next: nil))
            insert(block)
            return true
        }
    }

    /// The one thread's.
    nonisolated(unsafe) var heap = Heap()

    // What Swift's own runtime asks for.

    @_cdecl("posix_memalign")
    func alignedMemory(_ block: UnsafeMutablePointer<UnsafeMutableRawPointer?>, _ alignment: Int, _ byteCount: Int)
        -> Int32
    {
        block.pointee = alignment <= 16 ? heap.allocate(byteCount) : nil
        return block.pointee == nil ? 12 : 0
    }

    @_cdecl("free")
    func freeMemory(_ block: UnsafeMutableRawPointer?) {
        if let block { heap.free(block) }
    }
#endif
