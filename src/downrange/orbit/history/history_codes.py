"""Codes of element histories: why a set was left out, and what the manoeuvres show of station-keeping."""

from downrange.codes import Assertion, Code


class DroppedCode(Assertion):
    """Why an element set was left out of a history; `reason` is the word of the JSON answer."""

    DUPLICATE = (
        "history.duplicate",
        "the same set stands there again",
        "A set with the same figures follows within the time in which one fit is published twice.",
    )
    SUPERSEDED = (
        "history.superseded",
        "a later set follows after {minutes:.0f} min",
        "Another set follows so soon that both are fits of the same observations.",
    )
    CROSS_TAG = (
        "history.cross-tag",
        "plane {plane_deg:.2f} deg and size {size_km:.1f} km off the sets around it, which agree",
        "Its plane or size lies off both neighbours by more than any manoeuvre, and they agree.",
    )
    OUTLIER = (
        "history.outlier",
        "its semi-major axis is {off_m:+.0f} m off both neighbours, which agree",
        "Its semi-major axis lies off both neighbours by far more than their noise, and they agree.",
    )

    @property
    def reason(self) -> str:
        """``duplicate``, ``superseded``, ``cross-tag`` or ``outlier``."""
        return self.value.partition(".")[2]


class StationKeepingCode(Assertion):
    """What a history shows of station-keeping; `VERDICTS` has the word of each."""

    RECENT = (
        "manoeuvres.recent",
        "{found}, the last between {after} and {before}: it was under control until recently.",
        "With at least nine chances in ten one of the manoeuvres found in the 60 days before the last set is real.",
    )
    PAST = (
        "manoeuvres.past",
        "{found}, the last between {after} and {before}; none in the {quiet_days:.0f} days since.",
        "With at least nine chances in ten one of all manoeuvres found is real; those of the last 60 days alone do "
        "not show it.",
    )
    UNSURE = (
        "manoeuvres.unsure",
        "{found}, with a chance of {chance:.0%} that any is real: passive objects show such a thing now and "
        "then, so whether it was ever steered cannot be told.",
        "Manoeuvres were found, and there is more than one chance in ten that none of them is real.",
    )
    TOO_FEW = (
        "manoeuvres.too-few",
        "{sets} element sets are too few to show a small manoeuvre; they show no large one.",
        "None was found, and the history has too few sets to estimate its noise.",
    )
    NONE_LOW = (
        "manoeuvres.none-low",
        "No manoeuvre was seen in {days:.0f} days; so low, a satellite that can would have raised its orbit "
        "sooner or later. Many active ones have no engine: this does not show that it is inactive.",
        "None was found by enough sets, and the perigee is below 600 km.",
    )
    NONE_HIGH = (
        "manoeuvres.none-high",
        "No manoeuvre was seen in {days:.0f} days; so high, an active satellite may make none for long. "
        "This does not show that it is inactive.",
        "None was found by enough sets, and the perigee is higher.",
    )


STEERED, WAS_STEERED, SILENT, UNKNOWN = "steered", "was steered", "no manoeuvre seen", "cannot be told"
VERDICTS: dict[Code, str] = {
    StationKeepingCode.RECENT: STEERED,
    StationKeepingCode.PAST: WAS_STEERED,
    StationKeepingCode.UNSURE: UNKNOWN,
    StationKeepingCode.TOO_FEW: UNKNOWN,
    StationKeepingCode.NONE_LOW: SILENT,
    StationKeepingCode.NONE_HIGH: SILENT,
}
