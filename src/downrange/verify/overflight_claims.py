"""Checks: claims put to physics. A check says what was computed, what that shows, and what it does not show.

So far there is one kind: "the satellite pictured this place at that time" becomes the question whether it was
there, and whether it was light. The verdict is possible, not possible, or cannot be told.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from downrange.codes import Remark
from downrange.earth.instants import format_utc, parse_utc
from downrange.errors import RecordError
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.closest_approach import View, closest_approach
from downrange.orbit.overflight.imaging import imaging_windows
from downrange.record.checks import Check, ClaimedPass, ClaimedPlace, Sighting
from downrange.record.vague_dates import zone_of
from downrange.verify.verify_codes import Because, CheckMethod, DoesNotShow, Finding, Verdict, VerifyCode

TOLERANCE = timedelta(seconds=60)  # a told minute may be rounded either way, and clocks differ
ANY_TILT_DEG = 89.9  # to the horizon
STEEPEST_TILT_DEG = 45.0  # off nadir; imaging satellites roll by 30 to 45 degrees
LOWEST_SUN_DEG = 10.0  # a picture in visible light is poor below it, and none below the horizon


def check_overflight(claimed: ClaimedPass, elements: Elements) -> Check:
    """Put one claim to the test, with the history of element sets in `elements` (other objects are ignored).

    RecordError: no element set of the satellite is given. InputError: it had decayed by then.
    """
    of_it = elements.select(elements.norad == claimed.norad)
    if not len(of_it):
        where = f"the check of claim {claimed.claim.id}"
        raise RecordError(VerifyCode.NO_ELEMENTS, where=where, field="norad", value=claimed.norad)
    sightings = tuple(_sighting(place, of_it) for place in claimed.places)
    reached = {sighting.verdict for sighting in sightings}
    verdict = next(code for code in Verdict if code.word in reached)
    return Check(
        id=f"check-{claimed.claim.id}",
        claim=claimed.claim,
        norad=claimed.norad,
        verdict=verdict.word,
        sightings=sightings,
        says=tuple(_view(sighting).says for sighting in sightings)
        + tuple(order.says for order in _orders(claimed, sightings)),
        shows=verdict.says(),
        does_not_show=tuple(code.says() for code in DoesNotShow),
        method=CheckMethod.CLOSEST_APPROACH.says(),
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
        verdict=verdict.word,
        because=because.says,
        code=str(because.code),
    )


def _best_view(place: ClaimedPlace, elements: Elements) -> View:
    """The closest approach in the time told that could give a picture, or else any by daylight, or else any.

    A claim of a whole day has several passes: a nearer one at night must not hide a poor one by day.
    """
    ground = GroundPlace(place.name, place.lat_deg, place.lon_deg)
    start, end = place.at.start - TOLERANCE, place.at.end + TOLERANCE
    for tilt_deg, sun_deg in ((STEEPEST_TILT_DEG, LOWEST_SUN_DEG), (ANY_TILT_DEG, 0.0)):
        lit = imaging_windows(elements, [ground], start, end, tilt_deg, sun_deg)
        if lit:
            best = min(lit, key=lambda window: window.best.off_nadir_deg)
            return closest_approach(elements, ground, best.start, best.end)
    return closest_approach(elements, ground, start, end)


def _verdict(view: View) -> tuple[Verdict, Remark]:
    age = abs(view.element_age_days)
    if not view.time_error_s <= TOLERANCE / timedelta(seconds=1):  # nan where it was not measured
        return Verdict.CANNOT_BE_TOLD, Remark(Because.OLD_ELEMENTS, {"age": age})
    if view.elevation_deg < 0:
        return Verdict.NOT_POSSIBLE, Remark(Because.BELOW_HORIZON)
    if view.sun_elevation_deg < 0:
        return Verdict.NOT_POSSIBLE, Remark(Because.NIGHT)
    if view.off_nadir_deg > STEEPEST_TILT_DEG:
        return Verdict.CANNOT_BE_TOLD, Remark(Because.TILT, {"tilt": view.off_nadir_deg})
    if view.sun_elevation_deg < LOWEST_SUN_DEG:
        return Verdict.CANNOT_BE_TOLD, Remark(Because.LOW_SUN, {"sun": view.sun_elevation_deg})
    return Verdict.POSSIBLE, Remark(Because.IN_VIEW)


def _view(sighting: Sighting) -> Remark:
    """The best view of one place with its figures."""
    zone = zone_of(sighting.told)
    local = _to_second(sighting.closest.astimezone(zone))
    hours, minutes = divmod(round(sighting.local_solar_time_h * 60) % 1440, 60)
    facts = {
        "place": sighting.place,
        "closest": format_utc(sighting.closest),
        "local": f" ({local} in the claim's own time)" if zone != UTC else "",
        "distance": sighting.distance_km,
        "tilt": sighting.off_nadir_deg,
        "sun": sighting.sun_elevation_deg,
        "hours": hours,
        "minutes": minutes,
        "age": abs(sighting.element_age_days),
        "older": "older" if sighting.element_age_days >= 0 else "younger",
        "verdict": sighting.verdict.capitalize(),
        "because": sighting.because,
    }
    return Remark(Finding.VIEW, facts)


def _orders(claimed: ClaimedPass, sightings: Sequence[Sighting]) -> Iterator[Remark]:
    """In which order the places came nearest, and whether the claim has it the other way round."""
    first = sightings[0]
    for place, sighting in zip(claimed.places[1:], sightings[1:], strict=True):
        seconds = (sighting.closest - first.closest).total_seconds()
        order = "before" if seconds < 0 else "after"
        as_claimed = Finding.ORDER_AS_CLAIMED if place.order == order else Finding.ORDER_NOT_AS_CLAIMED
        facts = {"place": sighting.place, "seconds": abs(seconds), "order": order, "first": first.place}
        yield Remark(as_claimed if place.order else Finding.ORDER, {**facts, "claimed": place.order})


def _to_second(t: datetime) -> str:
    return (t + timedelta(milliseconds=500)).strftime("%H:%M:%S")
