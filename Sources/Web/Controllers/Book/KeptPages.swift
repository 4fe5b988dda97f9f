// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Pages as they were written last, plain and compressed, so that a page that many read is written once. An entry counts only
/// while its stamp is that of the database, so that nothing kept is ever out of date. When there is no more room, those stay that
/// were asked for again: whoever asks for many different pages once drives no popular one out.
final class KeptPages<Key: Hashable & Sendable, Stamp: Equatable & Sendable>: Sendable {
    fileprivate enum Entry {
        /// Wanted: asked for again since there was no more room.
        case ready(Stamp, WrittenPage, isWanted: Bool)
        /// One request writes the page; those that come meanwhile wait for it.
        case writing(Stamp, [CheckedContinuation<WrittenPage?, Never>], isWanted: Bool)
    }

    private enum Step {
        case ready(WrittenPage)
        case write
        case wait
        /// Somebody writes it for another stamp: this request writes its own, and keeps nothing.
        case alone
    }

    private let most: Int
    private let entries = Mutex<[Key: Entry]>([:])

    /// - Parameter most: how many pages are kept.
    init(most: Int) { self.most = most }

    /// The page kept for a key, or the one that is written now.
    func page(_ key: Key, _ stamp: Stamp, write: () async throws -> WrittenPage) async throws -> WrittenPage {
        switch step(key, stamp) {
        case .ready(let page): return page
        case .alone: return try await write()
        case .wait:
            if let page = await wait(key, stamp) { return page }
            return try await write()
        case .write:
            do {
                let page = try await write()
                finish(key, stamp, page)
                return page
            } catch {
                finish(key, stamp, nil)
                throw error
            }
        }
    }

    private func step(_ key: Key, _ stamp: Stamp) -> Step {
        entries.withLock { entries in
            switch entries[key] {
            case .ready(stamp, let page, let isWanted):
                if !isWanted { entries[key] = .ready(stamp, page, isWanted: true) }
                return .ready(page)
            case .writing(stamp, _, _): return .wait
            case .writing: return .alone
            case .ready:
                entries[key] = .writing(stamp, [], isWanted: true)
                return .write
            case nil:
                if entries.count >= most { makeRoom(&entries) }
                entries[key] = .writing(stamp, [], isWanted: false)
                return .write
            }
        }
    }

    /// Wanted ones stay, and must be wanted again; when they are more than half, all finished ones go.
    private func makeRoom(_ entries: inout [Key: Entry]) {
        var wanted: [Key: Entry] = [:]
        for case (let key, .ready(let stamp, let page, isWanted: true)) in entries {
            wanted[key] = .ready(stamp, page, isWanted: false)
        }
        entries = entries.filter { $0.value.isBeingWritten }
        guard wanted.count <= most / 2 else { return }
        entries.merge(wanted) { writing, _ in writing }
    }

    /// Nil when the page was not written after all, or for another stamp.
    private func wait(_ key: Key, _ stamp: Stamp) async -> WrittenPage? {
        await withCheckedContinuation { continuation in
            let page: WrittenPage?? = entries.withLock { entries in
                switch entries[key] {
                case .writing(stamp, let waiting, _):
                    entries[key] = .writing(stamp, waiting + [continuation], isWanted: true)
                    return .none
                case .ready(stamp, let page, _): return .some(page)
                case .ready, .writing, nil: return .some(nil)
                }
            }
            if let page { continuation.resume(returning: page) }
        }
    }

    private func finish(_ key: Key, _ stamp: Stamp, _ page: WrittenPage?) {
        let waiting = entries.withLock { entries -> [CheckedContinuation<WrittenPage?, Never>] in
            guard case .writing(_, let waiting, let isWanted) = entries[key] else { return [] }
            entries[key] = page.map { .ready(stamp, $0, isWanted: isWanted) }
            return waiting
        }
        for continuation in waiting { continuation.resume(returning: page) }
    }
}

extension KeptPages.Entry {
    fileprivate var isBeingWritten: Bool {
        if case .writing = self { true } else { false }
    }
}
