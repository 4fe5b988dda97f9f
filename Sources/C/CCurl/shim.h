// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function for each type of argument.

typedef size_t (*visavis_curl_bytes_callback)(char *buffer, size_t size, size_t count, void *context);
typedef int (*visavis_curl_progress_callback)(
    void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total, curl_off_t uploaded);

static inline CURLcode visavis_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode visavis_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode visavis_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode visavis_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode visavis_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode visavis_curl_set_bytes_callback(
    CURL *handle, CURLoption option, visavis_curl_bytes_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

typedef int (*visavis_curl_debug_callback)(CURL *handle, curl_infotype kind, char *bytes, size_t count, void *context);

// Hears the commands and replies as they pass; without CURLOPT_VERBOSE it is not called.
static inline CURLcode visavis_curl_set_debug_callback(CURL *handle, visavis_curl_debug_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
}

static inline CURLcode visavis_curl_set_progress_callback(CURL *handle, visavis_curl_progress_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, callback);
}

// The socket of the connection that the last transfer used, if it is still open; CURL_SOCKET_BAD otherwise.
static inline curl_socket_t visavis_curl_active_socket(CURL *handle) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK) { return CURL_SOCKET_BAD; }
    return socket;
}

typedef curl_socket_t (*visavis_curl_socket_callback)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);

// Opens the socket for an address that was just resolved, or refuses it with CURL_SOCKET_BAD.
static inline CURLcode visavis_curl_set_socket_callback(CURL *handle, visavis_curl_socket_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline long visavis_curl_response_code(CURL *handle) {
    long code = 0;
    if (curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code) != CURLE_OK) { return 0; }
    return code;
}
