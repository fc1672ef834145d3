"""Checks: claims put to physics. A check says what was computed, what that shows, and what it does not show.

So far there is one kind: "the satellite pictured this place at that time" becomes the question whether it was
there, and whether it was light. The verdict is possible, not possible, or cannot be told.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import RecordError
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.closest_approach import View, closest_approach
from downrange.orbit.overflight.imaging import imaging_windows
from downrange.record.checks import Check, ClaimedPass, ClaimedPlace, Sighting
from downrange.record.vague_dates import zone_of

TOLERANCE = timedelta(seconds=60)  # a told minute may be rounded either way, and clocks differ
OLDEST_DAYS = 5.0  # beyond this the time of a low pass from an element set is not good to seconds
STEEPEST_TILT_DEG = 45.0  # off nadir; imaging satellites roll by 30 to 45 degrees
LOWEST_SUN_DEG = 10.0  # a picture in visible light is poor below it, and none below the horizon
METHOD = (
    "SGP4 (WGS72) from the element set nearest in time; the moment at which the point below the satellite is "
    "nearest to the place along the ground (WGS84), within the time told and 60 s either side"
)
SHOWS = {
    "possible": "The satellite passed there at the time told, by daylight, within the tilt of most cameras.",
    "not possible": "At the time told this satellite could take no daylight picture of the place.",
    "cannot be told": "The orbit neither bears the claim out nor rules it out.",
}
DOES_NOT_SHOW = (
    "It shows the pass, not that any image exists: no orbit can tell whether a picture was taken.",
    "Public orbit data could also have been used to word the claim: anyone can compute the pass.",
)


def check_overflight(claimed: ClaimedPass, elements: Elements) -> Check:
    """Put one claim to the test, with the history of element sets in `elements` (other objects are ignored).

    RecordError: no element set of the satellite is given. InputError: it had decayed by then.
    """
    of_it = elements.select(elements.norad == claimed.norad)
    if not len(of_it):
        raise RecordError(
            f"no element set of object {claimed.norad} is given",
            where=f"the check of claim {claimed.claim.id}",
            hint="Add one from within a few days of the claim to the case's elements.",
        )
    sightings = tuple(_sighting(place, of_it) for place in claimed.places)
    reached = {sighting.verdict for sighting in sightings}
    verdict = next(word for word in ("not possible", "cannot be told", "possible") if word in reached)
    return Check(
        id=f"check-{claimed.claim.id}",
        claim=claimed.claim,
        norad=claimed.norad,
        verdict=verdict,
        sightings=sightings,
        says=tuple(_in_words(sighting) for sighting in sightings) + _orders_in_words(claimed, sightings),
        shows=SHOWS[verdict],
        does_not_show=DOES_NOT_SHOW,
        method=METHOD,
    )


def _sighting(place: ClaimedPlace, elements: Elements) -> Sighting:
    view = _best_view(place, elements)
    verdict, because = _verdict(view)
    return Sighting(
        place=place.name,
        lat_deg=place.lat_deg,
        lon_deg=place.lon_deg,
        told=place.at,
        closest=parse_utc(format_utc(view.time, 1)),
        distance_km=round(view.distance_km, 1),
        off_nadir_deg=round(view.off_nadir_deg, 1),
        slant_range_km=round(view.slant_range_km, 1),
        elevation_deg=round(view.elevation_deg, 1),
        sun_elevation_deg=round(view.sun_elevation_deg, 1),
        local_solar_time_h=round(view.local_solar_time_h, 2),
        element_age_days=round(view.element_age_days, 2),
        verdict=verdict,
        because=because,
    )


def _best_view(place: ClaimedPlace, elements: Elements) -> View:
    """The closest approach in the time told that could give a picture, or else the closest of any kind."""
    ground = GroundPlace(place.name, place.lat_deg, place.lon_deg)
    start, end = place.at.start - TOLERANCE, place.at.end + TOLERANCE
    lit = imaging_windows(elements, [ground], start, end, STEEPEST_TILT_DEG, LOWEST_SUN_DEG)
    if lit:
        best = min(lit, key=lambda window: window.best.off_nadir_deg)
        start, end = best.start, best.end
    return closest_approach(elements, ground, start, end)


def _verdict(view: View) -> tuple[str, str]:
    age = abs(view.element_age_days)
    if age > OLDEST_DAYS:
        return "cannot be told", f"the nearest element set is {age:.1f} days away from the time told"
    if view.elevation_deg < 0:
        return "not possible", "the satellite stayed below the horizon of the place"
    if view.sun_elevation_deg < 0:
        return "not possible", "it was night at the place"
    if view.off_nadir_deg > STEEPEST_TILT_DEG:
        return "cannot be told", f"the camera would have to tilt by {view.off_nadir_deg:.0f}°"
    if view.sun_elevation_deg < LOWEST_SUN_DEG:
        return "cannot be told", f"the sun stood only {view.sun_elevation_deg:.0f}° high"
    return "possible", "the satellite was there, and it was light"


def _in_words(sighting: Sighting) -> str:
    zone = zone_of(sighting.told)
    there = (
        f" ({_to_second(sighting.closest.astimezone(zone))} in the claim's own time)" if zone != UTC else ""
    )
    hours, minutes = divmod(round(sighting.local_solar_time_h * 60) % 1440, 60)
    age = sighting.element_age_days
    return (
        f"{sighting.place}: nearest at {format_utc(sighting.closest)}{there}, "
        f"{sighting.distance_km:.0f} km from the point below the satellite, "
        f"{sighting.off_nadir_deg:.0f}° off the vertical; "
        f"sun {sighting.sun_elevation_deg:.0f}° high, local solar time {hours:02d}:{minutes:02d}; "
        f"element set {abs(age):.1f} days {'older' if age >= 0 else 'younger'}. "
        f"{sighting.verdict.capitalize()}: {sighting.because}."
    )


def _orders_in_words(claimed: ClaimedPass, sightings: Sequence[Sighting]) -> tuple[str, ...]:
    """In which order the places came nearest, and whether the claim has it the other way round."""
    first = sightings[0]
    said = []
    for place, sighting in zip(claimed.places[1:], sightings[1:], strict=True):
        seconds = (sighting.closest - first.closest).total_seconds()
        order = "before" if seconds < 0 else "after"
        sentence = f"{sighting.place} came nearest {abs(seconds):.0f} s {order} {first.place}"
        if place.order == order:
            sentence += ", in the order of the claim"
        elif place.order is not None:
            sentence += (
                f", while the claim puts it {place.order}: the passage does not have that order, "
                "though a camera that tilts could take the pictures so"
            )
        said.append(sentence + ".")
    return tuple(said)


def _to_second(t: datetime) -> str:
    return (t + timedelta(milliseconds=500)).strftime("%H:%M:%S")
