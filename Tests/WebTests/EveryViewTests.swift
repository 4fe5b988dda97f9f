// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Testing
import Words

@testable import Web

@Suite("Every view")
struct EveryViewTests {
    @Test("has all that its template names, in every language and for everybody who may read it")
    func complete() throws {
        let frames = Site.frames(try Catalogs())
        #expect(frames.count == 3 * Language.allCases.count)
        try Site.check(Site.views, in: frames, of: try TemplateLibrary())
    }
}
