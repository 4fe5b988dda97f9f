// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Accounts by name, and by a small number that stays the same while an account is open.
struct Ledger<Account: Sendable>: Sendable {
    private var slots: [Account?] = []
    private var names: [String: Int] = [:]
    private var free: [Int] = []

    var count: Int { names.count }

    subscript(slot: Int) -> Account? {
        get { slots.indices.contains(slot) ? slots[slot] : nil }
        set { if slots.indices.contains(slot), slots[slot] != nil, newValue != nil { slots[slot] = newValue } }
    }

    func slot(_ name: String) -> Int? { names[name] }

    /// Changes an open account; does nothing when there is none.
    mutating func update<Result>(_ slot: Int, _ body: (inout Account) -> Result) -> Result? {
        guard slots.indices.contains(slot), slots[slot] != nil else { return nil }
        return body(&slots[slot]!)
    }

    mutating func open(_ name: String, _ make: () -> Account) -> Int {
        if let slot = names[name] { return slot }
        let slot = free.popLast() ?? slots.count
        if slot == slots.count { slots.append(make()) } else { slots[slot] = make() }
        names[name] = slot
        return slot
    }

    mutating func close(where isDone: (Account) -> Bool) {
        for (name, slot) in names {
            guard let account = slots[slot], isDone(account) else { continue }
            slots[slot] = nil
            names[name] = nil
            free.append(slot)
        }
        if names.isEmpty { self = Ledger() }
    }
}
