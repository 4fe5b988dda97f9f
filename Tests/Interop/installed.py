# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What the installed packages carry that tests of ours read: the calendars of their own tests, and Unicode's list of Windows'
names of zones. Prints JSON."""

import json
import sys
from pathlib import Path

import icalendar
import recurring_ical_events
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

folders = [Path(icalendar.__file__).parent / "tests", Path(recurring_ical_events.__file__).parent / "test"]
json.dump({
    "calendars": sorted(str(path) for folder in folders for path in folder.rglob("*.ics")),
    "windowsNames": WINDOWS_TO_OLSON,
}, sys.stdout)
