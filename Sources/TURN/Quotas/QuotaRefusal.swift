// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// Which quota a request for permissions or channels met.
enum QuotaRefusal: Equatable, Sendable {
    case permissions, channels
}
