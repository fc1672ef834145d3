"""Codes of checks: what an orbit can say of a claimed picture, and why."""

from downrange.codes import Assertion, Code


class VerifyCode(Code):
    """Why a claim cannot be tested."""

    NO_ELEMENTS = (
        "verify.no-elements",
        "no element set of object {value} is given",
        "Add one from within a few days of the claim to the case's elements.",
    )


class Verdict(Assertion):
    """The verdict on a claim, and what it shows; the worst of its places decides."""

    NOT_POSSIBLE = (
        "check.not-possible",
        "At the time told this satellite could take no daylight picture of the place.",
        "For at least one place the satellite stayed below the horizon, or the Sun did, through the time "
        "told and 60 s either side, by a set whose times are known to within that minute.",
    )
    CANNOT_BE_TOLD = (
        "check.cannot-be-told",
        "The orbit neither supports the claim nor rules it out.",
        "No place is ruled out, and at least one is neither.",
    )
    POSSIBLE = (
        "check.possible",
        "The satellite passed there at the time told, by daylight, within the tilt of most cameras.",
        "Every place was within 45 deg off nadir with the Sun above 10 deg, by such a set.",
    )

    @property
    def word(self) -> str:
        """The verdict as the record keeps it: possible, not possible, cannot be told."""
        return self.removeprefix("check.").replace("-", " ")


class Because(Assertion):
    """Why the view of one place has its verdict."""

    OLD_ELEMENTS = (
        "sighting.old-elements",
        "the nearest element set is {age:.1f} days away from the time told, and its times are not known to "
        "within a minute",
        "By the table of errors of passes (age, perigee, drag) its times are not within 60 s nine times in ten, or "
        "the orbit lies outside that table.",
    )
    BELOW_HORIZON = (
        "sighting.below-horizon",
        "the satellite stayed below the horizon of the place",
        "At the closest approach of the time told, 60 s either side, the elevation is below 0.",
    )
    NIGHT = (
        "sighting.night",
        "it was night at the place",
        "The satellite rose above the horizon, and never while the Sun was up there.",
    )
    TILT = (
        "sighting.tilt",
        "the camera would have to tilt by {tilt:.0f}°",
        "More than 45 deg off nadir.",
    )
    LOW_SUN = (
        "sighting.low-sun",
        "the sun stood only {sun:.0f}° high",
        "The Sun is between 0 and 10 deg high.",
    )
    IN_VIEW = (
        "sighting.in-view",
        "the satellite was there, and it was light",
        "None of these.",
    )


class Finding(Assertion):
    """What was found, place by place, and in which order."""

    VIEW = (
        "check.view",
        "{place}: nearest at {closest}{local}, {distance:.0f} km from the point below the satellite, "
        "{tilt:.0f}° off the vertical; sun {sun:.0f}° high, local solar time {hours:02d}:{minutes:02d}; "
        "element set {age:.1f} days {older}. {verdict}: {because}.",
        "Always, one a place.",
    )
    ORDER = (
        "check.order",
        "{place} came nearest {seconds:.0f} s {order} {first}.",
        "The claim names no order.",
    )
    ORDER_AS_CLAIMED = (
        "check.order-as-claimed",
        "{place} came nearest {seconds:.0f} s {order} {first}, in the order of the claim.",
        "The claim names the order that was found.",
    )
    ORDER_NOT_AS_CLAIMED = (
        "check.order-not-as-claimed",
        "{place} came nearest {seconds:.0f} s {order} {first}, while the claim puts it {claimed}: the passage does "
        "not have that order, though a camera that tilts could take the pictures so.",
        "The claim names the other one.",
    )


class DoesNotShow(Assertion):
    """What no check by an orbit can show."""

    NO_IMAGE = (
        "check.shows-no-image",
        "It shows the pass, not that any image exists: no orbit can tell whether a picture was taken.",
        "Always.",
    )
    PUBLIC_ORBIT = (
        "check.orbit-was-public",
        "Public orbit data could also have been used to word the claim: anyone can compute the pass.",
        "Always.",
    )


class CheckMethod(Code):
    """How a claim was tested."""

    CLOSEST_APPROACH = (
        "check.closest-approach",
        "SGP4 (WGS72) from the element set nearest in time; the moment at which the point below the satellite is "
        "nearest to the place along the ground (WGS84), within the time told and 60 s either side",
    )
