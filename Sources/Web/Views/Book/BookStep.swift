// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// The three steps of a booking, as the line above each page shows them.
enum BookStep: Sendable {
    case times, form, done

    var fields: Fields {
        ["isTimes": self == .times, "isForm": self == .form, "isDone": self == .done]
    }
}
