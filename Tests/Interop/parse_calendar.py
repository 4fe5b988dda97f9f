# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Reads a calendar object from standard input with PyPI icalendar and prints what it understood as JSON."""

import json
import sys

from icalendar import Calendar


def text(value):
    return None if value is None else str(value)


def parameter(value, name):
    return None if value is None else text(value.params.get(name))


def minutes(duration):
    return None if duration is None else int(duration.dt.total_seconds() // 60)


raw = sys.stdin.buffer.read()
calendar = Calendar.from_ical(raw)
event = calendar.walk("VEVENT")[0]
alarms = event.walk("VALARM")
attendee = event.get("ATTENDEE")
json.dump({
    "errors": [str(error) for part in calendar.walk() for error in part.errors],
    "events": len(calendar.walk("VEVENT")),
    "name": text(calendar.get("NAME")),
    "refreshMinutes": minutes(calendar.get("REFRESH-INTERVAL")),
    "longestLine": max(len(line) for line in raw.split(b"\r\n")),
    "method": text(calendar.get("METHOD")),
    "uid": text(event.get("UID")),
    "sequence": int(event.get("SEQUENCE")),
    "start": event.start.isoformat(),
    "end": event.end.isoformat(),
    "summary": text(event.get("SUMMARY")),
    "description": text(event.get("DESCRIPTION")),
    "location": text(event.get("LOCATION")),
    "url": text(event.get("URL")),
    "status": text(event.get("STATUS")),
    "organizer": text(event.get("ORGANIZER")),
    "organizerName": text(event.get("ORGANIZER").params.get("CN")),
    "attendee": text(attendee),
    "attendeeName": parameter(attendee, "CN"),
    "participation": parameter(attendee, "PARTSTAT"),
    "answerExpected": parameter(attendee, "RSVP"),
    "alarms": [int(alarm["TRIGGER"].dt.total_seconds() // 60) for alarm in alarms],
}, sys.stdout)
