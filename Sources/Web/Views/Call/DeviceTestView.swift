// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

/// The device test: the lobby's own set-up, days before if one likes, without a room and without a socket.
struct DeviceTestView: View {
    static let template = "call/test"

    var context: CallPageContext

    func title(_ words: Catalog) -> String { words("call_test_title") }

    func fields(_ words: Catalog) -> Fields {
        context.fields(words, forHost: false).merging(["link": nil, "linkQR": nil])
    }

    static var samples: [DeviceTestView] { [DeviceTestView(context: .sample)] }
}
