// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Its entries between commas; nil when there is none or `read` takes one of them for nothing.
    func listed<Entry>(by read: (String) -> Entry?) -> [Entry]? {
        let entries = split(separator: ",", omittingEmptySubsequences: false).map { entry in
            read(String(entry.trimmingPrefix { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
        }
        let read = entries.compactMap(\.self)
        return read.count == entries.count ? read : nil
    }
}

extension ClosedRange where Bound == UInt16 {
    /// `49152-65535`; nil for anything else, for ports below 1024 and for fewer than 16.
    init?(ports text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 1024, last >= first,
            last - first >= 15
        else { return nil }
        self = first...last
    }
}
