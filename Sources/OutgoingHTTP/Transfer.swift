// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CCurl
import Foundation
import Synchronization

/// One request to one address with libcurl's easy interface, redirects not followed. `perform` blocks; `cancel` may be called
/// from anywhere.
final class Transfer: Sendable {
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private let address: WebAddress
    private let request: OutgoingRequest
    private let gate: AddressGate
    private let limits: OutgoingLimits
    private let time: Duration
    private let authorities: String?
    private let isCancelled = Atomic<Bool>(false)

    init(
        address: WebAddress, request: OutgoingRequest, gate: AddressGate, limits: OutgoingLimits, time: Duration,
        authorities: String?
    ) {
        self.address = address
        self.request = request
        self.gate = gate
        self.limits = limits
        self.time = time
        self.authorities = authorities
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    func perform() -> Result<OutgoingAnswer, OutgoingError> {
        guard Self.isReady, let handle = curl_easy_init() else { return .failure(.unreachable) }
        defer { curl_easy_cleanup(handle) }
        let conversation = Conversation(gate: gate, limits: limits) { [self] in isCancelled.load(ordering: .relaxed) }
        setConnection(handle)
        setLimits(handle)
        let list = setRequest(handle)
        defer { curl_slist_free_all(list) }
        setCallbacks(handle, Unmanaged.passUnretained(conversation).toOpaque())
        let code = withExtendedLifetime(conversation) { curl_easy_perform(handle) }
        return outcome(code, handle, conversation)
    }

    private func setConnection(_ handle: UnsafeMutableRawPointer) {
        visavis_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        visavis_curl_set_string(handle, CURLOPT_URL, address.text)
        visavis_curl_set_string(handle, CURLOPT_PROXY, "")
        visavis_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        visavis_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        visavis_curl_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        visavis_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        visavis_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        visavis_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        visavis_curl_set_string(handle, CURLOPT_USERAGENT, "Vis-a-vis/1 (calendar and webhook client)")
        if let authorities { visavis_curl_set_string(handle, CURLOPT_CAINFO, authorities) }
    }

    private func setLimits(_ handle: UnsafeMutableRawPointer) {
        visavis_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, min(limits.connect, time).milliseconds)
        visavis_curl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, time.milliseconds))
        // A look-up that hangs is left behind: its thread would be waited for beyond every limit.
        visavis_curl_set_long(handle, CURLOPT_QUICK_EXIT, 1)
        visavis_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, limits.slowBytes)
        visavis_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, limits.slowSeconds)
        visavis_curl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bytes))
        // Unpacked piece by piece: what a small answer grows to is counted before it is kept.
        visavis_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
    }

    private func setRequest(_ handle: UnsafeMutableRawPointer) -> UnsafeMutablePointer<curl_slist>? {
        var list = curl_slist_append(nil, "Expect:")
        for field in request.fields { list = curl_slist_append(list, "\(field.name): \(field.value)") }
        if case .post(let body, let type) = request.method {
            list = curl_slist_append(list, "Content-Type: \(type)")
            visavis_curl_set_long(handle, CURLOPT_POST, 1)
            visavis_curl_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            body.withUnsafeBytes { bytes in
                // Copied by libcurl, at the size that was set before.
                let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                visavis_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, start)
            }
        }
        visavis_curl_set_list(handle, CURLOPT_HTTPHEADER, list)
        return list
    }

    private func setCallbacks(_ handle: UnsafeMutableRawPointer, _ context: UnsafeMutableRawPointer) {
        visavis_curl_set_socket_callback(handle) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            return Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue().socket(for: address)
        }
        visavis_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        visavis_curl_set_bytes_callback(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            let conversation = Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue()
            let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return conversation.heard(line) ? size * count : 0
        }
        visavis_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        visavis_curl_set_bytes_callback(handle, CURLOPT_WRITEFUNCTION) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            let conversation = Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue()
            let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
            return conversation.came(bytes) ? size * count : 0
        }
        visavis_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        visavis_curl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        visavis_curl_set_progress_callback(handle) { context, _, _, _, _ in
            guard let context else { return 0 }
            return Unmanaged<Conversation>.fromOpaque(context).takeUnretainedValue().isCancelled() ? 1 : 0
        }
        visavis_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
    }

    private func outcome(
        _ code: CURLcode, _ handle: UnsafeMutableRawPointer, _ conversation: Conversation
    ) -> Result<OutgoingAnswer, OutgoingError> {
        guard code != CURLE_OK else {
            let status = visavis_curl_response_code(handle)
            return .success(OutgoingAnswer(status: status, fields: conversation.fields, body: conversation.body))
        }
        if conversation.isTooLarge { return .failure(.tooLarge) }
        if conversation.isRefused, code == CURLE_COULDNT_CONNECT { return .failure(.notPublic) }
        return .failure(Self.error(code))
    }

    private static func error(_ code: CURLcode) -> OutgoingError {
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badAddress
        case CURLE_COULDNT_RESOLVE_HOST: .unresolved
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER:
            .certificate
        case CURLE_ABORTED_BY_CALLBACK: .cancelled
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
            .malformed
        default: .unreachable
        }
    }
}

extension Duration {
    /// Whole milliseconds, for libcurl.
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
