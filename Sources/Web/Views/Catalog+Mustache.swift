// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Mustache
import Words

/// In templates `{{t.call_mute}}` is the sentence with that key.
extension Catalog: MustacheParent {
    public func child(named name: String) -> Any? { sentence(name) }
}
