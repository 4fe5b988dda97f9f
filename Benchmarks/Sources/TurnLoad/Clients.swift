// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CLoadSockets
import Foundation

/// Takes many clients a few steps further, so many at once.
struct Clients {
    let all: [Client]
    let window: Int

    init(count: Int, options: Options) throws(LoadError) {
        var all: [Client] = []
        for index in 0..<count { all.append(try Client(index: index, options: options)) }
        self.all = all
        self.window = options.window
    }

    func proceed(to goal: Allocation.Step) throws(LoadError) {
        var waiting = self.all[...]
        var underWay: [Client] = []
        while !underWay.isEmpty || !waiting.isEmpty {
            while underWay.count < self.window, let next = waiting.popFirst() {
                next.ask()
                underWay.append(next)
            }
            var polled = underWay.map { pollfd(fd: $0.fd, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), 100)
            var rest: [Client] = []
            for client in underWay where try !client.proceed(to: goal) { rest.append(client) }
            underWay = rest
        }
    }

    /// Allocations, permissions and channels; `peer` says to whom, when all relayed addresses are known.
    func open(peer: (Int) -> Address) throws(LoadError) {
        try self.proceed(to: .permission)
        for (index, client) in self.all.enumerated() { client.allocation.peer = peer(index) }
        try self.proceed(to: .done)
    }

    func release() throws(LoadError) {
        for client in self.all { client.allocation.release() }
        try self.proceed(to: .done)
    }

    func relayed(_ index: Int) -> Address { self.all[index].allocation.relayed ?? Address(host: 0, port: 0) }
}
