// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

enum OptionError: Error {
    case missingValue(String)
    case notANumber(String, String)
    case notAnAddress(String)
    case unknown(String)
}
