-- SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
-- SPDX-License-Identifier: Apache-2.0

-- Books one free slot after the other: wrk -s book.lua URL -- KEY TYPE FIRST STEP, the first start in seconds since 1970 and
-- the seconds between two. Each thread takes every second one.
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init(arguments)
    key, type_id, first, step = arguments[1], arguments[2], tonumber(arguments[3]), tonumber(arguments[4])
    sent, booked, refused = 0, 0, 0
    wrk.headers["Authorization"] = "Bearer " .. key
    wrk.headers["Content-Type"] = "application/json"
end

function request()
    local index = sent * 2 + number
    sent = sent + 1
    local start = os.date("!%Y-%m-%dT%H:%M:%SZ", first + index * step)
    local body = string.format(
        '{"typeId":"%s","startsAt":"%s","client":{"name":"Client %d","email":"b%d@example.org"}}', type_id, start, index,
        index)
    return wrk.format("POST", nil, nil, body)
end

function response(status)
    if status == 201 then booked = booked + 1 else refused = refused + 1 end
end
