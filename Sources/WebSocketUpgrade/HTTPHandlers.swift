// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// The handlers of HTTP that a WebSocket has no use for, in the order of the pipeline.
struct HTTPHandlers {
    let encoder: HTTPResponseEncoder
    let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    let connection: HTTPConnectionHandler
    let codec: HTTP1ToHTTPServerCodec
}
