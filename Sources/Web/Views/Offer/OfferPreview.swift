// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The frame beside a form in which its practitioner sees what clients would (`offer/preview`).
struct OfferPreview: Sendable {
    /// What the frame shows first; nil: there is no type of appointment to show times of.
    var path: String?

    func fields(_ text: String) -> Fields {
        [
            "previewPath": path, "previewAction": path == nil ? nil : SiteURL.offer(.previewTimes).path,
            "previewText": text, "typesPath": SiteURL.offer(.types).path,
        ]
    }
}
