// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

/// Where an HTTP connection stands between requests and answers: what may still be read, what may still be written,
/// and when it ends. One request never has two answers.
struct HTTPConnectionState {
    enum RefuseAction: Equatable {
        case write(HTTPResponseStatus)
        /// It has been answered already.
        case close
        case wait
    }

    enum WriteAction: Equatable {
        case pass
        /// The last answer of the connection: it says so.
        case passAsLast
        case drop
    }

    enum EndAction: Equatable {
        case pass
        case passAndIdle
        case passAndClose
        case passAndRefuse(HTTPResponseStatus)
        case drop
    }

    enum StopAction: Equatable {
        case close
        case wait
    }

    private enum Refused {
        /// The refused request was not passed on: it is answered when all earlier ones are.
        case head
        /// It was passed on and its body is broken: it is the last of those that are unanswered.
        case body
    }

    /// Requests whose head was passed on and whose answer has not ended.
    private(set) var unanswered = 0
    /// Between a head that was passed on and its end.
    private(set) var isReading = false
    private var isAnswerBegun = false
    private var isUpgrading = false
    private var isLast = false
    private var isOver = false
    private var refusal: (part: Refused, status: HTTPResponseStatus)?

    var takesRequests: Bool { !self.isLast && !self.isOver }
    var takesBody: Bool { self.isReading && !self.isOver && self.refusal == nil }

    /// - Parameter isLast: whether the client asked for a close, or for an upgrade, after which the parser stops.
    mutating func requestHead(isLast: Bool) {
        self.unanswered += 1
        self.isReading = true
        self.isLast = self.isLast || isLast
    }

    mutating func requestEnd() {
        self.isReading = false
    }

    /// The request whose head or body has just been read cannot be taken.
    mutating func refuse(_ status: HTTPResponseStatus) -> RefuseAction {
        guard self.refusal == nil, !self.isOver else { return .wait }
        self.isLast = true
        if self.isReading && self.unanswered == 0 {
            self.isOver = true
            return .close
        }
        self.refusal = (self.isReading ? .body : .head, status)
        return self.takeDueRefusal().map { .write($0) } ?? .wait
    }

    mutating func responseHead(isInformational: Bool, isUpgrade: Bool) -> WriteAction {
        if self.isOver { return .drop }
        if isInformational && !isUpgrade { return .pass }
        self.isAnswerBegun = true
        self.isUpgrading = isUpgrade
        let isLastAnswer = self.isLast && self.unanswered == 1 && self.refusal == nil
        return isLastAnswer && !isUpgrade ? .passAsLast : .pass
    }

    func responseBody() -> WriteAction {
        self.isOver ? .drop : .pass
    }

    mutating func responseEnd() -> EndAction {
        guard !self.isOver else { return .drop }
        self.isAnswerBegun = false
        self.unanswered -= 1
        if self.isUpgrading { return .pass }
        if let status = self.takeDueRefusal() { return .passAndRefuse(status) }
        guard self.unanswered == 0 else { return .pass }
        guard self.isLast else { return .passAndIdle }
        self.isOver = true
        return .passAndClose
    }

    /// The server stops, or the client sends nothing more.
    mutating func stop() -> StopAction {
        self.isLast = true
        if self.unanswered == 0 && self.refusal == nil { self.isOver = true }
        return self.isOver ? .close : .wait
    }

    private mutating func takeDueRefusal() -> HTTPResponseStatus? {
        guard let refusal = self.refusal else { return nil }
        let earlier = refusal.part == .head ? self.unanswered : self.unanswered - 1
        guard earlier == 0, !self.isAnswerBegun else { return nil }
        self.isOver = true
        return refusal.status
    }
}
