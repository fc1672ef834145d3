"""Station-keeping: whether a history shows manoeuvres, and how recent; it says nothing of the payload."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from downrange.earth.instants import datetime_utc, format_utc
from downrange.orbit.history.element_history import History
from downrange.orbit.history.manoeuvres.axis_steps import FEWEST_NEAR
from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
from downrange.orbit.propagation.secular_rates import apsides_km

STEERED, WAS_STEERED, SILENT, UNKNOWN = "steered", "was steered", "no manoeuvre seen", "cannot be told"
_FRESH_DAYS = (
    60.0  # Malligyong-1 raised its orbit each two to seven months, low-orbit fleets each month or two
)
_NEEDS_RAISES_KM = 600.0  # above it an idle month of a living satellite is nothing unusual


@dataclass(frozen=True, slots=True)
class StationKeeping:
    """What the history of one object says on ``until``, its last epoch: a word of this module, and a sentence."""

    norad: int
    verdict: str
    says: str
    since: datetime
    until: datetime
    last: datetime | None

    def as_dict(self) -> dict[str, Any]:
        """The evidence as every door speaks it."""
        return {
            "norad": self.norad,
            "verdict": self.verdict,
            "says": self.says,
            "since": format_utc(self.since),
            "until": format_utc(self.until),
            "last_manoeuvre_before": format_utc(self.last) if self.last else None,
        }


def station_keeping(history: History, found: tuple[Manoeuvre, ...]) -> StationKeeping:
    """The evidence in one object's manoeuvres, ``found`` in its history. Absence of burns is no proof of death."""
    sets = history.elements
    since, until = (datetime_utc(float(sets.epoch_jd[k]), float(sets.epoch_fraction[k])) for k in (0, -1))

    def said_as(verdict: str, says: str, last: datetime | None = None) -> StationKeeping:
        return StationKeeping(history.norad, verdict, says, since, until, last)

    if found:
        latest = max(found, key=lambda one: one.before)
        said = (
            f"{len(found)} manoeuvre{'s' * (len(found) > 1)}, the last between {format_utc(latest.after)[:10]} and "
            f"{format_utc(latest.before)[:10]}"
        )
        quiet = (until - latest.before) / timedelta(days=1)
        if (until - latest.after) / timedelta(days=1) <= _FRESH_DAYS:
            return said_as(STEERED, f"{said}: somebody steered it until lately.", latest.before)
        return said_as(WAS_STEERED, f"{said}; none in the {quiet:.0f} days since.", latest.before)
    if len(sets) <= FEWEST_NEAR:
        says = (
            f"{len(sets)} element sets are too few to see a small manoeuvre; none of a size to see is there."
        )
        return said_as(UNKNOWN, says)
    perigee_km = float(apsides_km(sets.mean_motion_rev_day[-1:], sets.eccentricity[-1:])[0][0])
    why = (
        "at its height a steered satellite would have raised its orbit sooner or later"
        if perigee_km < _NEEDS_RAISES_KM
        else "at its height a living satellite may rest for long"
    )
    says = f"No manoeuvre in {history.days[-1]:.0f} days; {why}. This alone does not say that it is dead."
    return said_as(SILENT, says)
