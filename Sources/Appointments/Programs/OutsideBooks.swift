// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What joins a practitioner to programs and calendars elsewhere.
public struct OutsideBooks: Sendable {
    public let keys: KeyBook
    public let hooks: HookBook
    public let feeds: FeedBook

    public init(keys: KeyBook, hooks: HookBook, feeds: FeedBook) {
        self.keys = keys
        self.hooks = hooks
        self.feeds = feeds
    }
}
