// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// A hidden field that carries a choice from page to page.
struct KeptField: Sendable, Hashable {
    var name: String
    var value: String

    var fields: Fields { ["name": name, "value": value] }
}
