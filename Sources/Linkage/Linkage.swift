// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// Holds the flags that the released program is linked with (Package.swift) apart from all that tests are linked from. The import names
// Foundation's archives to the linker; nothing here is called.
import Foundation
