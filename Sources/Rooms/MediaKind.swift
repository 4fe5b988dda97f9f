// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

public enum MediaKind: String, CaseIterable, Hashable, Sendable {
    case microphone
    case camera
}
