"""Codes of element histories: why a set was left out, and what the manoeuvres show of station-keeping."""

from downrange.codes import Code


class DroppedCode(Code):
    """Why an element set was left out of a history; `reason` is the word of the JSON answer."""

    DUPLICATE = "history.duplicate", "the same set stands there again"
    SUPERSEDED = "history.superseded", "a later set follows after {minutes:.0f} min"
    CROSS_TAG = (
        "history.cross-tag",
        "plane {plane_deg:.2f} deg and size {size_km:.1f} km off the sets around it, which agree",
    )
    OUTLIER = "history.outlier", "its semi-major axis is {off_m:+.0f} m off both neighbours, which agree"

    @property
    def reason(self) -> str:
        """``duplicate``, ``superseded``, ``cross-tag`` or ``outlier``."""
        return self.value.partition(".")[2]


class StationKeepingCode(Code):
    """What a history shows of station-keeping; `VERDICTS` has the word of each."""

    RECENT = (
        "manoeuvres.recent",
        "{found}, the last between {after} and {before}: it was under control until recently.",
    )
    PAST = (
        "manoeuvres.past",
        "{found}, the last between {after} and {before}; none in the {quiet_days:.0f} days since.",
    )
    TOO_FEW = (
        "manoeuvres.too-few",
        "{sets} element sets are too few to show a small manoeuvre; they show no large one.",
    )
    NONE_LOW = (
        "manoeuvres.none-low",
        "No manoeuvre in {days:.0f} days; at its height an active satellite would have raised its orbit sooner or "
        "later. This alone does not show that it is inactive.",
    )
    NONE_HIGH = (
        "manoeuvres.none-high",
        "No manoeuvre in {days:.0f} days; at its height an active satellite may make none for long. "
        "This alone does not show that it is inactive.",
    )


STEERED, WAS_STEERED, SILENT, UNKNOWN = "steered", "was steered", "no manoeuvre seen", "cannot be told"
VERDICTS: dict[Code, str] = {
    StationKeepingCode.RECENT: STEERED,
    StationKeepingCode.PAST: WAS_STEERED,
    StationKeepingCode.TOO_FEW: UNKNOWN,
    StationKeepingCode.NONE_LOW: SILENT,
    StationKeepingCode.NONE_HIGH: SILENT,
}
