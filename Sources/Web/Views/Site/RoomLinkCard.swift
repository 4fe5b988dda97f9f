// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// “My room's link” with its ways to hand it on.
struct RoomLinkCard: Sendable {
    var roomName: String
    var invite: InviteTools
    /// Visitors may come by the room's link; else the card says that it is off.
    var isAllowed: Bool

    var fields: Fields {
        [
            "roomName": roomName,
            "link": invite.link,
            "invite": invite.fields,
            "isAllowed": isAllowed,
            "settingsPath": SiteURL.deskSettings.path,
        ]
    }

    static let sample = RoomLinkCard(roomName: "Salle d’Anne", invite: .sample, isAllowed: true)
}
