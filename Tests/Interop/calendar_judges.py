# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What strangers' programs read in a calendar object: PyPI icalendar, and libical where it is installed."""

import ctypes
import ctypes.util
import datetime
from dataclasses import dataclass

from icalendar import Calendar


@dataclass(frozen=True)
class Seen:
    method: str
    uid: str
    sequence: int
    status: str
    start: datetime.datetime
    end: datetime.datetime
    summary: str


def with_icalendar(content: bytes) -> Seen:
    calendar = Calendar.from_ical(content)
    assert not [error for part in calendar.walk() for error in part.errors]
    event, = calendar.walk("VEVENT")
    return Seen(
        str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), str(event["STATUS"]), event.start,
        event.end, str(event["SUMMARY"]))


class Time(ctypes.Structure):
    """struct icaltimetype of libical 3."""
    _fields_ = [(name, ctypes.c_int) for name in (
        "year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")] + [("zone", ctypes.c_void_p)]

    def instant(self) -> datetime.datetime:
        return datetime.datetime(
            self.year, self.month, self.day, self.hour, self.minute, self.second, tzinfo=datetime.timezone.utc)


def libical() -> ctypes.CDLL | None:
    name = ctypes.util.find_library("ical")
    if not name:
        return None
    library = ctypes.CDLL(name)
    component = ctypes.c_void_p
    for function, result in {
            "icalparser_parse_string": component, "icalcomponent_count_errors": ctypes.c_int,
            "icalcomponent_get_method": ctypes.c_int, "icalcomponent_get_status": ctypes.c_int,
            "icalcomponent_get_uid": ctypes.c_char_p, "icalcomponent_get_summary": ctypes.c_char_p,
            "icalcomponent_get_sequence": ctypes.c_int, "icalcomponent_get_dtstart": Time,
            "icalcomponent_get_dtend": Time, "icalproperty_method_to_string": ctypes.c_char_p,
            "icalproperty_status_to_string": ctypes.c_char_p}.items():
        getattr(library, function).restype = result
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for function in ("count_errors", "get_method", "get_status", "get_uid", "get_summary", "get_sequence",
                     "get_dtstart", "get_dtend"):
        getattr(library, f"icalcomponent_{function}").argtypes = [component]
    return library


LIBICAL = libical()


def with_libical(content: bytes) -> Seen | None:
    """None where libical is not installed."""
    if LIBICAL is None:
        return None
    calendar = LIBICAL.icalparser_parse_string(content)
    assert calendar and LIBICAL.icalcomponent_count_errors(calendar) == 0

    def text(value: bytes) -> str:
        return value.decode()

    return Seen(
        text(LIBICAL.icalproperty_method_to_string(LIBICAL.icalcomponent_get_method(calendar))),
        text(LIBICAL.icalcomponent_get_uid(calendar)), LIBICAL.icalcomponent_get_sequence(calendar),
        text(LIBICAL.icalproperty_status_to_string(LIBICAL.icalcomponent_get_status(calendar))),
        LIBICAL.icalcomponent_get_dtstart(calendar).instant(), LIBICAL.icalcomponent_get_dtend(calendar).instant(),
        text(LIBICAL.icalcomponent_get_summary(calendar)))


def judged(content: bytes) -> Seen:
    """What both read, which is the same."""
    seen = with_icalendar(content)
    other = with_libical(content)
    assert other is None or other == seen
    return seen
