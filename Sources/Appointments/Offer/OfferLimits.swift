// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/// What may be set, for the checks and for the forms.
public enum OfferLimits {
    /// Minutes.
    public static let notice = 0...43_200
    /// Days.
    public static let horizon = 1...365
    /// Minutes.
    public static let step = 5...480
    public static let dailyCap = 1...100
    public static let holdHours = 1...168
    public static let cancelHours = 0...168
    /// Minutes.
    public static let length = 5...480
    /// Minutes.
    public static let buffer = 0...240
    public static let types = 50
    public static let exceptions = 400
    public static let spansOfDay = 12
    public static let introduction = 2000
    public static let description = 1000
    public static let price = 60
    public static let label = 60
    public static let slug = 3...60

    /// The colours of types, as the style sheets name them; the first is the default.
    public static let colours = ["teal", "blue", "violet", "rose", "amber", "green", "slate", "brown"]
}
