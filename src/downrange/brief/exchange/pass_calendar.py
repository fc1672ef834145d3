"""iCalendar (RFC 5545): one event a pass, for the calendar of whoever wants to look up or look out."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from icalendar import Calendar, Event, vText

from downrange.earth.instants import format_duration, parse_utc
from downrange.kernel.visible_text import visible_lines


def passes_calendar(brief: Mapping[str, Any]) -> bytes:
    """The calendar of a brief's passes. UIDs and stamps come from the pass itself: the same brief, the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Downrange//passes//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(visible_lines(f"Passes: {brief['case']['title']}")))
    for one in brief["passes"]["passes"]:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: Mapping[str, Any]) -> Event:
    rise = parse_utc(one["rise"])
    event = Event()
    identity = f"{one['norad']}|{one['place']}|{one['rise']}".encode(errors="surrogatepass")
    event.add("uid", f"{hashlib.sha256(identity).hexdigest()[:24]}@downrange")
    event.add("dtstamp", rise)  # when it was computed is no property of a pass
    event.add("dtstart", rise.replace(microsecond=0))
    event.add("dtend", parse_utc(one["set"]).replace(microsecond=0) + timedelta(seconds=1))
    event.add(
        "summary", visible_lines(f"{one['norad']} over {one['place']}, {one['max_elevation_deg']:.0f}° high")
    )
    light = "by day" if one["daylight"] else "in the dark"
    event.add(
        "description",
        f"Culminates {one['culminate']}, {one['off_nadir_deg']:.0f}° off nadir, {light} "
        f"(Sun at {one['sun_elevation_deg']:.0f}°). Element set {one['element_age_days']:+.1f} days from its epoch; "
        f"{_error(one['time_error_s'])}",
    )
    event.add("transp", "TRANSPARENT")
    return event


def _error(seconds: float | None) -> str:
    if seconds is None:
        return "how far the times are off is not known."
    return f"times to within {format_duration(seconds)}, nine times in ten, if nothing manoeuvres."
