// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Storage

/// Who may act for whom. Every use case, route and socket command asks here and nowhere else.
public enum Access {
    /// A practitioner acts for themselves, nobody for another one: the owner neither. A disabled account acts for nobody.
    public static func mayAct(_ account: Account, for practitionerID: String) -> Bool {
        account.disabledAt == nil && account.isPractitioner && account.id == practitionerID
    }

    /// Whether the account may see and change what belongs to the practice: people, configuration, the mails' states.
    public static func mayAdminister(_ account: Account) -> Bool {
        account.disabledAt == nil && account.isOwner
    }
}
