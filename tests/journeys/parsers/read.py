"""Reads calendar files with icalendar (PyPI), one after the other into one calendar, and prints the events.

A file that comes later updates by name: the higher sequence number stays, of equal ones the later stamp,
then the later file. What is cancelled goes.
"""

import datetime
import json
import sys

import icalendar


def day(prop):
    value = prop.dt
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        sys.exit(f"not a whole day: {value!r}")
    return value.isoformat()


def alarm(component):
    before = component["TRIGGER"].dt
    # Nine in the morning, counted from the midnight with which the event begins.
    if not isinstance(before, datetime.timedelta) or before.seconds != 9 * 3600:
        sys.exit(f"a reminder that is not at nine in the morning: {before!r}")
    if component["ACTION"] != "DISPLAY" or not str(component["DESCRIPTION"]):
        sys.exit("a reminder that shows nothing")
    return -before.days


def read(path, events):
    with open(path, "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    if str(calendar["VERSION"]) != "2.0" or not str(calendar["PRODID"]):
        sys.exit("no version or maker")
    for part in calendar.walk():
        if part.errors:
            sys.exit(f"{path}: {part.name}: {part.errors}")
    seen = set()
    for event in calendar.walk("VEVENT"):
        uid = str(event["UID"])
        if uid in seen:
            sys.exit(f"{path}: {uid} stands twice")
        seen.add(uid)
        stamp = event["DTSTAMP"].dt.isoformat()
        rank = (int(event["SEQUENCE"]), stamp)
        if uid in events and events[uid]["rank"] > rank:
            continue
        events[uid] = {
            "rank": rank,
            "uid": uid,
            "first": day(event["DTSTART"]),
            "end": day(event["DTEND"]),
            "title": str(event["SUMMARY"]),
            "text": str(event.get("DESCRIPTION", "")),
            "status": str(event["STATUS"]),
            "remind": sorted(alarm(part) for part in event.walk("VALARM")),
        }


def main():
    events = {}
    for path in sys.argv[1:]:
        read(path, events)
    kept = [event for event in events.values() if event.pop("rank") and event["status"] != "CANCELLED"]
    json.dump(sorted(kept, key=lambda event: event["uid"]), sys.stdout)


main()
