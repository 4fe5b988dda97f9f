// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization
import Testing

@testable import Web

struct KeptPagesTests {
    private final class Writer: Sendable {
        private let count = Mutex(0)
        var written: Int { count.withLock { $0 } }

        func write(_ text: String) -> WrittenPage {
            count.withLock { $0 += 1 }
            return WrittenPage(text, compressed: false)
        }
    }

    private struct Failure: Error {}

    @Test("A page is written once for a stamp, and anew for another")
    func stamps() async throws {
        let (pages, writer) = (KeptPages<String, Int>(most: 10), Writer())
        for (stamp, text) in [(1, "one"), (1, "never"), (2, "two"), (2, "never")] {
            let page = try await pages.page("key", stamp) { writer.write(text) }
            #expect(String(buffer: page.plain) == (stamp == 1 ? "one" : "two"))
        }
        #expect(writer.written == 2)
    }

    @Test("Those who come while it is written wait for it")
    func oneWriter() async throws {
        let (pages, writer) = (KeptPages<String, Int>(most: 10), Writer())
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    String(
                        buffer: try await pages.page("key", 1) {
                            for _ in 0..<20 { await Task.yield() }
                            return writer.write("page")
                        }.plain)
                }
            }
            for try await text in group { #expect(text == "page") }
        }
        #expect(writer.written == 1)
    }

    @Test("A failure is its own request's; the next one writes the page")
    func failure() async throws {
        let (pages, writer) = (KeptPages<String, Int>(most: 10), Writer())
        await #expect(throws: Failure.self) { try await pages.page("key", 1) { throw Failure() } }
        _ = try await pages.page("key", 1) { writer.write("page") }
        #expect(writer.written == 1)
    }

    @Test("No more pages are kept than may be")
    func bound() async throws {
        let (pages, writer) = (KeptPages<Int, Int>(most: 3), Writer())
        for key in [1, 2, 3, 4, 1] { _ = try await pages.page(key, 1) { writer.write("page") } }
        #expect(writer.written == 5)
        _ = try await pages.page(4, 1) { writer.write("page") }
        #expect(writer.written == 5)
    }

    @Test("Whoever asks for many pages once does not drive out those that many ask for")
    func popular() async throws {
        let (pages, popular, random) = (KeptPages<Int, Int>(most: 16), Writer(), Writer())
        for key in 1...1_000 {
            for home in [-1, -2, -1, -2] { _ = try await pages.page(home, 1) { popular.write("home") } }
            _ = try await pages.page(key, 1) { random.write("page") }
        }
        #expect(popular.written == 2 && random.written == 1_000)
    }

    @Test("Pages that are all wanted are no more than may be kept either")
    func allWanted() async throws {
        let (pages, writer) = (KeptPages<Int, Int>(most: 4), Writer())
        for key in 1...100 { for _ in 0..<2 { _ = try await pages.page(key, 1) { writer.write("page") } } }
        #expect(writer.written == 100)
        for key in 1...92 { _ = try await pages.page(key, 1) { writer.write("page") } }
        #expect(writer.written == 192, "the old ones are gone")
    }
}
