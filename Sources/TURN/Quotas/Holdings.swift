// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What all participants hold together.
struct Holdings: Equatable, Sendable {
    var allocations = 0
    var permissions = 0
    var channels = 0
}
