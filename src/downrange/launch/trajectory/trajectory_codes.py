"""Codes of the powered ascent: errors in vehicle and observations, what an ensemble was fitted to, what it misses."""

from collections.abc import Iterable

from downrange.codes import Assertion, Code


class VehicleError(Code):
    """A `[vehicle]` table that makes no vehicle."""

    TOO_MANY_STAGES = "vehicle.too-many-stages", "there are more than {most} stages", "Leave out the last."
    NO_SUCH_BODY = (
        "vehicle.no-such-body",
        "{field}: {value!r} is no body of the case, or leaves twice",
        "Bodies: {bodies}.",
    )
    STAGE_MISSING = "vehicle.stage-missing", "{value} is one stage more than [vehicle] has", "Add a stage."
    BAD_COAST = (
        "vehicle.bad-coast",
        "coast_s [{least:g}, {most:g}] is not an interval, or stands before lift-off",
        "Give the least and the most seconds before ignition; of the first stage [0, 0].",
    )
    THRUST_TWICE = (
        "vehicle.thrust-twice",
        "{field} and thrust_to_weight are both given, and each gives the other",
        "Leave one of them out.",
    )
    NOT_ON_FILE = (
        "vehicle.not-on-file",
        "{value!r} is not a vehicle on file",
        "Nearest: {nearest}. All of them: downrange vehicles. Or give its stages in a table [vehicle].",
    )
    SEVERAL_ON_FILE = (
        "vehicle.several-on-file",
        "{value!r} is not one vehicle on file but several",
        "Name one of: {nearest}.",
    )
    BODY_NOT_PLACED = (
        "vehicle.body-not-placed",
        "{value!r} is not a stage of {vehicle} by name, so when it leaves cannot be told",
        "Call it by its stage ({stages}), or give the stages in a table [vehicle] with drops.",
    )


class AscentError(Code):
    """Observations that no ascent of the vehicle can be fitted to."""

    NO_AZIMUTH = (
        "ascent.no-azimuth",
        "no fall and no azimuth_deg: nothing shows where the ascent went",
        "Give azimuth_deg, or a body that falls.",
    )
    BAD_DATUM = (
        "ascent.bad-datum",
        "{datum} is no figure with a spread",
        "Give a number and a sigma above zero.",
    )
    NO_EVENT = "ascent.no-such-event", "there is no {value!r} in this ascent", "It has: {events}."
    NO_PART = (
        "ascent.no-such-part",
        "{value!r} lands, but is no part of the vehicle",
        "Name it in drops or sheds of a stage.",
    )
    NO_ASCENT = (
        "ascent.none-reaches-burn-out",
        "no ascent of this vehicle reaches its last burn-out",
        "Widen its figures.",
    )


class DatumCode(Assertion):
    """What an ascent is compared with."""

    TIME = (
        "datum.time",
        "the time of {event}",
        "The case gives the time with its spread.",
    )
    HEIGHT = (
        "datum.height",
        "the height at {event}",
        "The case gives the height with its spread.",
    )
    RANGE = (
        "datum.impact-range",
        "how far {body} falls",
        "The case says where the body falls.",
    )
    AZIMUTH = (
        "datum.impact-azimuth",
        "in which direction {body} falls",
        "The case says where the body falls.",
    )
    ORBIT_HEIGHT = (
        "datum.orbit-height",
        "the height of the orbit",
        "The case, or the object identified, gives the orbit.",
    )
    ORBIT_SPEED = (
        "datum.orbit-speed",
        "the speed of the orbit",
        "The same.",
    )
    CLIMB = (
        "datum.climb",
        "the climb at insertion",
        "The same.",
    )
    INCLINATION = (
        "datum.inclination",
        "the inclination of the orbit",
        "The same, with an inclination.",
    )
    HEATING = (
        "datum.heating",
        "the heating when {body} leaves",
        "The body is a fairing.",
    )
    FAIRING_HEIGHT = (
        "datum.fairing-height",
        "the usual height at which {body} leaves",
        "The vehicle is one on file, and nothing was observed of the height.",
    )


class AscentRemark(Assertion):
    """What an ensemble of ascents stands on, and what it does not reach."""

    NO_VEHICLE = (
        "ascent.no-vehicle",
        "nothing is known of the vehicle: three stages of broad classes",
        "The case has no [vehicle].",
    )
    VEHICLE = (
        "ascent.vehicle",
        "{phases} phases of thrust; {stated} of {possible} figures claimed, the rest by class",
        "The case has a [vehicle].",
    )
    ON_FILE = (
        "ascent.vehicle-on-file",
        "{vehicle} as on file: {stated} of {possible} figures of {phases} phases of thrust computed from {used} that "
        "{by} state, {remembered} of them only remembered; the rest by class",
        "The case names a vehicle on file.",
    )
    FITTED = (
        "ascent.fitted",
        "Ascents fitted to {data}. Of the vehicle: {vehicle}.",
        "Always beside an ensemble.",
    )
    MISSED = (
        "ascent.datum-missed",
        "{datum}: the nearest ascent is {sigmas:.1f} sigma off",
        "The likeliest ascent is off by more than the limit of the fit, in sigmas.",
    )
    LEFT_OUT = (
        "ascent.fits-left-out",
        "{left} of {members} fits found no agreement and are left out",
        "Some fits do not agree with the data though their last burn-out lies above 80 km; the others are used.",
    )
    FELL_BACK = (
        "ascent.fits-fell-back",
        "{left} of {members} fits have no altitude left at their last burn-out and are left out",
        "Some fits do not agree with the data, and their last burn-out lies below 80 km or on the ground; the others "
        "are used.",
    )
    OTHER_BURNOUT = (
        "ascent.burn-out-differs",
        "{body}: the case lets it burn out at {stated}, the fitted ascents let it go at {fitted}: the fall and the "
        "failures are not of one flight",
        "The 90 % intervals of the two lie apart by more than a coast before the separation takes.",
        "Correct the body's burn-out, or the vehicle.",
    )
    NONE_AGREES = (
        "ascent.no-fit-agrees",
        "no fit agrees",
        "None does; what is shown disagrees with the data as said beside it.",
    )


def fitted_data(
    bodies: Iterable[str], times: Iterable[str], heights: Iterable[str], orbit_km: float | None
) -> str:
    """What ascents were fitted to: bodies that fall, events with a time or a height, an orbit."""
    listed = (
        ("the places where {} fall", bodies),
        ("the times of {}", times),
        ("the heights at {}", heights),
    )
    parts = [says.format(found) for says, names in listed if (found := ", ".join(names))]
    parts += [f"an orbit at {orbit_km:.0f} km"] if orbit_km is not None else []
    return "; ".join(parts) or "nothing"
