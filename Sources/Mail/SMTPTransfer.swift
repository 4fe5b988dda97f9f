// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import CCurl
import Foundation
import Synchronization

/// One SMTP dialogue with libcurl's easy interface. `perform` blocks; `cancel` may be called from anywhere.
final class SMTPTransfer: Sendable {
    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private let settings: SMTPSettings
    private let envelope: Envelope
    private let isCancelled = Atomic<Bool>(false)

    init(settings: SMTPSettings, envelope: Envelope) {
        self.settings = settings
        self.envelope = envelope
    }

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    func perform() -> Result<ServerReply, DeliveryFailure> {
        guard Self.isReady, let handle = curl_easy_init() else {
            return .failure(.unreachable(Unreachable(CURLE_FAILED_INIT)))
        }
        let dialogue = SMTPDialogue(message: envelope.message) { [self] in isCancelled.load(ordering: .relaxed) }
        let recipients = curl_slist_append(nil, "<\(envelope.recipient)>")
        defer { curl_slist_free_all(recipients) }
        visavis_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        setConnection(handle)
        setSecurity(handle)
        setMessage(handle, dialogue)
        let code = withExtendedLifetime(dialogue) { curl_easy_perform(handle) }
        let outcome = outcome(code, dialogue)
        leave(handle, politely: code == CURLE_OK)
        return outcome
    }

    /// libcurl's clean-up says QUIT and waits two minutes for the answer, whatever the time-outs say. With the receiving side
    /// of the socket shut it says QUIT and does not wait; with both shut it does not even say it.
    private func leave(_ handle: UnsafeMutableRawPointer, politely: Bool) {
        let socket = visavis_curl_active_socket(handle)
        if socket >= 0 { shutdown(socket, Int32(politely ? SHUT_RD : SHUT_RDWR)) }
        curl_easy_cleanup(handle)
    }

    private func setConnection(_ handle: UnsafeMutableRawPointer) {
        let server = settings.server
        let url = "\(server.isImplicitTLS ? "smtps" : "smtp")://\(server.host):\(server.port)/\(settings.clientName)"
        visavis_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        visavis_curl_set_string(handle, CURLOPT_URL, url)
        visavis_curl_set_string(handle, CURLOPT_PROXY, "")
        visavis_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        visavis_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.milliseconds)
        visavis_curl_set_long(handle, CURLOPT_TIMEOUT_MS, settings.totalTimeout.milliseconds)
        visavis_curl_set_string(handle, CURLOPT_MAIL_FROM, "<\(envelope.sender)>")
        if let user = server.user, let password = server.password {
            visavis_curl_set_string(handle, CURLOPT_USERNAME, user)
            visavis_curl_set_string(handle, CURLOPT_PASSWORD, password)
        }
    }

    /// Where TLS is required the certificate is verified; where it is only taken when offered (RFC 7435) an unverified
    /// certificate still beats none.
    private func setSecurity(_ handle: UnsafeMutableRawPointer) {
        let isRequired = settings.server.requiresTLS
        visavis_curl_set_long(handle, CURLOPT_USE_SSL, Int((isRequired ? CURLUSESSL_ALL : CURLUSESSL_TRY).rawValue))
        visavis_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, isRequired ? 1 : 0)
        visavis_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, isRequired ? 2 : 0)
        visavis_curl_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = settings.authorities {
            visavis_curl_set_string(handle, CURLOPT_CAINFO, authorities)
        }
    }

    private func setMessage(_ handle: UnsafeMutableRawPointer, _ dialogue: SMTPDialogue) {
        let context = Unmanaged.passUnretained(dialogue).toOpaque()
        visavis_curl_set_long(handle, CURLOPT_UPLOAD, 1)
        visavis_curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(envelope.message.count))
        visavis_curl_set_bytes_callback(handle, CURLOPT_READFUNCTION) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            let dialogue = Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue()
            return dialogue.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        }
        visavis_curl_set_pointer(handle, CURLOPT_READDATA, context)
        visavis_curl_set_bytes_callback(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
            guard let buffer, let context else { return 0 }
            let dialogue = Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue()
            dialogue.heard(UnsafeRawBufferPointer(start: buffer, count: size * count))
            return size * count
        }
        visavis_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        visavis_curl_set_long(handle, CURLOPT_VERBOSE, 1)
        visavis_curl_set_debug_callback(handle) { _, kind, bytes, count, context in
            guard kind == CURLINFO_HEADER_OUT, let bytes, let context else { return 0 }
            let dialogue = Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue()
            dialogue.said(UnsafeRawBufferPointer(start: bytes, count: count))
            return 0
        }
        visavis_curl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
        visavis_curl_set_bytes_callback(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        visavis_curl_set_long(handle, CURLOPT_NOPROGRESS, 0)
        visavis_curl_set_progress_callback(handle) { context, _, _, _, _ in
            guard let context else { return 0 }
            return Unmanaged<SMTPDialogue>.fromOpaque(context).takeUnretainedValue().isCancelled() ? 1 : 0
        }
        visavis_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context)
    }

    private func outcome(_ code: CURLcode, _ dialogue: SMTPDialogue) -> Result<ServerReply, DeliveryFailure> {
        let reply = dialogue.lastReply
        if code == CURLE_OK, let reply { return .success(reply) }
        if code == CURLE_ABORTED_BY_CALLBACK { return .failure(.cancelled) }
        guard let reply, reply.code >= 400 else {
            return .failure(.unreachable(Unreachable(code)))
        }
        // libcurl answers a refused MAIL, RCPT or DATA with a send error; other refusals before the body concern the
        // connection or the login. 530, 535 and 538 ask for TLS or a login, which the owner can mend within the day.
        let concernsMail = code == CURLE_SEND_ERROR || dialogue.hasSentBody
        let isPermanent = reply.code >= 500 && concernsMail && ![530, 535, 538].contains(reply.code)
        guard isPermanent else { return .failure(.deferred(reply)) }
        return .failure(.refused(reply, isOfAddress: dialogue.isAtRecipient && reply.isOfAddress))
    }
}
