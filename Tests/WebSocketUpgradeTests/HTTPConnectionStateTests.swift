// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1
import Testing

@testable import WebSocketUpgrade

@Suite("Requests and answers of one connection")
struct HTTPConnectionStateTests {
    private var state = HTTPConnectionState()

    @Test("an answered connection waits for the next request")
    mutating func keepAlive() {
        self.read()
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .pass)
        #expect(self.state.responseEnd() == .passAndIdle)
        #expect(self.state.takesRequests)
    }

    @Test("the answer to the last request says so and closes")
    mutating func last() {
        self.read(isLast: true)
        #expect(!self.state.takesRequests)
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .passAsLast)
        #expect(self.state.responseEnd() == .passAndClose)
    }

    @Test("of two pipelined requests only the last answer closes")
    mutating func pipelined() {
        self.read()
        self.read(isLast: true)
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .pass)
        #expect(self.state.responseEnd() == .pass)
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .passAsLast)
        #expect(self.state.responseEnd() == .passAndClose)
    }

    @Test("a malformed request is answered after the earlier ones, and nothing follows")
    mutating func refusalWaits() {
        self.read()
        #expect(self.state.refuse(.badRequest) == .wait)
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .pass)
        #expect(self.state.responseEnd() == .passAndRefuse(.badRequest))
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .drop)
        #expect(self.state.responseEnd() == .drop)
    }

    @Test("a broken body is answered at once, and the application's answer is dropped")
    mutating func brokenBody() {
        self.state.requestHead(isLast: false)
        #expect(self.state.refuse(.badRequest) == .write(.badRequest))
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .drop)
    }

    @Test("a broken body whose answer has begun gets no second one")
    mutating func brokenBodyDuringAnswer() {
        self.state.requestHead(isLast: false)
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .pass)
        #expect(self.state.refuse(.badRequest) == .wait)
        #expect(self.state.responseEnd() == .passAndClose)
    }

    @Test("a broken body whose answer has ended closes")
    mutating func brokenBodyAfterAnswer() {
        self.state.requestHead(isLast: false)
        _ = self.state.responseHead(isInformational: false, isUpgrade: false)
        #expect(self.state.responseEnd() == .passAndIdle)
        #expect(self.state.refuse(.badRequest) == .close)
    }

    @Test("stopping closes at once when nothing is unanswered, else after the answer")
    mutating func stop() {
        var idle = HTTPConnectionState()
        #expect(idle.stop() == .close)
        self.read()
        #expect(self.state.stop() == .wait)
        #expect(self.state.responseHead(isInformational: false, isUpgrade: false) == .passAsLast)
        #expect(self.state.responseEnd() == .passAndClose)
    }

    private mutating func read(isLast: Bool = false) {
        self.state.requestHead(isLast: isLast)
        self.state.requestEnd()
    }
}
