// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// One allocation as its client sees it: which request comes next, and what an answer changes. Knows no socket.
struct Allocation {
    enum Step: String {
        case challenge, allocate, permission, channel, release, done
    }

    private let credential: Credential
    private let needsChannel: Bool
    private var realm: [UInt8] = []
    private var nonce: [UInt8] = []
    private var transaction: UInt64
    private(set) var relayed: Address?
    /// Set before the permission is asked for.
    var peer: Address?
    /// RFC 8656 section 12: 0x4000 to 0x4FFF.
    let channelNumber: UInt16
    private(set) var step = Step.challenge

    init(index: Int, secret: String, needsChannel: Bool) {
        self.needsChannel = needsChannel
        self.credential = Credential(secret: secret, participant: "load\(index)")
        self.transaction = UInt64.random(in: 1...UInt64.max >> 1)
        self.channelNumber = 0x4000 + UInt16(index % 0x1000)
    }

    /// The request that the present step needs; the same bytes when asked again.
    var request: [UInt8] {
        var request: Request
        switch self.step {
        case .challenge, .allocate:
            request = Request(.allocate, transaction: self.transaction)
            request.addRequestedTransport()
        case .permission:
            request = Request(.createPermission, transaction: self.transaction)
            if let peer = self.peer { request.addPeer(peer) }
        case .channel:
            request = Request(.channelBind, transaction: self.transaction)
            request.addChannelNumber(self.channelNumber)
            if let peer = self.peer { request.addPeer(peer) }
        case .release, .done:
            request = Request(.refresh, transaction: self.transaction)
            request.addLifetime(0)
        }
        if self.step != .challenge { request.sign(self.credential, realm: self.realm, nonce: self.nonce) }
        return request.bytes
    }

    /// - Returns: whether the answer belonged to the request under way.
    mutating func received(_ answer: Answer) throws(LoadError) -> Bool {
        guard answer.transaction == self.transaction else { return false }
        self.transaction += 1
        let isChallenge = answer.errorCode == 401 && self.step == .challenge
        if isChallenge || answer.errorCode == 438 {
            (self.realm, self.nonce) = (answer.realm.isEmpty ? self.realm : answer.realm, answer.nonce)
            if isChallenge { self.step = .allocate }
            return true
        }
        guard answer.isSuccess else { throw .refused(step: self.step.rawValue, code: answer.errorCode) }
        switch self.step {
        case .challenge, .allocate:
            guard let relayed = answer.relayed else { throw .nonsense(step: self.step.rawValue) }
            self.relayed = relayed
            self.step = .permission
        case .permission: self.step = self.needsChannel ? .channel : .done
        case .channel, .release, .done: self.step = .done
        }
        return true
    }

    mutating func release() { self.step = .release }
}
