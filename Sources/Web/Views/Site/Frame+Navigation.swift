// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

extension Frame {
    /// The addresses that the layout links to, and the signed-in person's navigation.
    var navigation: Fields {
        [
            "paths": [
                "home": SiteURL.home.path,
                "desk": SiteURL.desk.path,
                "room": SiteURL.deskRoom.path,
                "login": SiteURL.login.path,
                "logout": SiteURL.logout.path,
                "language": SiteURL.language.path,
                "help": SiteURL.help.path,
                "privacy": SiteURL.privacy.path,
                "legal": SiteURL.legal.path,
            ] as Fields,
            "links": account.map { account -> [Fields] in
                let practitioners = [
                    link(.desk, "common_nav_desk"), link(.deskCalendar, "common_nav_calendar"),
                    link(.offer(.page), "offer_nav", coversBelow: true), link(.deskMail, "common_nav_mail"),
                    link(.deskSettings, "common_nav_settings"),
                ]
                return (account.isPractitioner ? practitioners : [])
                    + (account.isOwner ? [link(.admin, "common_nav_admin", coversBelow: true)] : [])
            } ?? [],
        ]
    }

    /// - Parameter coversBelow: the link is marked on the pages below it too.
    private func link(_ url: SiteURL, _ key: String, coversBelow: Bool = false) -> Fields {
        let isBelow = coversBelow && path?.hasPrefix(url.path + "/") == true
        return ["path": url.path, "word": words(key), "isCurrent": path == url.path || isBelow]
    }
}
