// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// What every page has around its own content. Templates reach these values by the names in `fields`.
struct Frame: Sendable {
    var words: Catalog
    /// The practice's name, shown in the header and after the title; the product's name before set-up.
    var practice: String
    /// `/assets/<version>`; files below it may be cached for ever.
    var assets: String
    /// `/assets/<version>/blur`; nil where the background blur is not built.
    var blur: String?
    /// The address of this page without query, for the language switch; nil where a GET would not show it again.
    var path: String?
    /// The signed-in person, when there is one.
    var account: Account?
    /// The token that this page's forms carry.
    var formToken: String
    /// A call runs or may run on this page: no site navigation, camera and microphone allowed.
    var isCallPage = false
    /// A sentence about what was just done, said once above the content.
    var notice: String?
    /// The page stands in a frame of another site: nothing of ours around its content.
    var isEmbedded = false
    /// The origin of the page around the frame, when the owner allows it; it hears how tall the page is.
    var embedParent: String?

    struct Account: Sendable {
        var name: String
        var isOwner: Bool
        var isPractitioner: Bool
    }

    func fields(title: String) -> Fields {
        let page: Fields = [
            "t": words,
            "language": words.language.rawValue,
            "isFrench": words.language == .fr,
            "languages": Language.allCases.map { language -> Fields in
                ["tag": language.rawValue, "name": language.ownName, "isCurrent": language == words.language]
            },
            "title": title,
            "practice": practice,
            "assets": assets,
            "blur": blur,
            "path": path,
            "account": account.map { account -> Fields in
                ["name": account.name, "isOwner": account.isOwner, "isPractitioner": account.isPractitioner]
            },
            "formToken": formToken,
            "isCallPage": isCallPage,
            "notice": notice,
            "isEmbedded": isEmbedded,
            "embedParent": embedParent,
        ]
        return page.merging(navigation)
    }
}
