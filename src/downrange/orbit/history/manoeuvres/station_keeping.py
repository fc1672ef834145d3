"""Station-keeping: whether a history shows manoeuvres, and how recent; it says nothing of the payload."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import prod
from typing import Any

import numpy as np

from downrange.codes import Remark, says_and_codes
from downrange.earth.instants import datetime_utc, format_utc
from downrange.orbit.history.element_history import History
from downrange.orbit.history.history_codes import VERDICTS, StationKeepingCode
from downrange.orbit.history.manoeuvres.axis_steps import FEWEST_NEAR, LONGEST_GAP_DAYS
from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
from downrange.orbit.history.manoeuvres.manoeuvre_domain import Domain, domain_of

_FRESH_DAYS = (
    60.0  # Malligyong-1 raised its orbit each two to seven months, low-orbit fleets each month or two
)
_SURE = 0.9  # chance that at least one finding is real, from which on a satellite is called steered


@dataclass(frozen=True, slots=True)
class StationKeeping:
    """What the history of one object shows of its control on ``until``, its last epoch. ``outside`` says why its
    orbit or history is outside of what was measured; nothing there where it is inside."""

    norad: int
    remark: Remark
    since: datetime
    until: datetime
    last: datetime | None
    outside: tuple[Remark, ...] = ()

    @property
    def verdict(self) -> str:
        """``steered``, ``was steered``, ``no manoeuvre seen`` or ``cannot be told``."""
        return VERDICTS[self.remark.code]

    @property
    def says(self) -> str:
        """The verdict in a sentence."""
        return self.remark.says

    def as_dict(self) -> dict[str, Any]:
        """Verdict and code with the sentence, the span of the history, and the end of the last manoeuvre."""
        return {
            "norad": self.norad,
            "verdict": self.verdict,
            **self.remark.as_dict(),
            "since": format_utc(self.since),
            "until": format_utc(self.until),
            "last_manoeuvre_before": format_utc(self.last) if self.last else None,
            **says_and_codes("outside", self.outside, "outside_codes"),
        }


def station_keeping(history: History, found: tuple[Manoeuvre, ...]) -> StationKeeping:
    """What one object's manoeuvres, ``found`` in its history, show of its control. None does not show it inactive."""
    sets = history.elements
    since, until = (datetime_utc(float(sets.epoch_jd[k]), float(sets.epoch_fraction[k])) for k in (0, -1))
    last = None
    facts: dict[str, Any] = {"days": float(history.days[-1])}
    gap_days = float(np.median(np.diff(history.days))) if len(sets) > 1 else 0.0
    sparse = gap_days > LONGEST_GAP_DAYS  # raises across such gaps were measured by themselves
    domain = domain_of(history, sparse=sparse) if len(sets) > FEWEST_NEAR else Domain((), 0, 0)
    if found:
        latest = max(found, key=lambda one: one.before)
        since_fresh = until - timedelta(days=_FRESH_DAYS)
        known = not domain.outside and any(one.measured for one in found)
        code = StationKeepingCode.UNSURE if known else StationKeepingCode.OUTSIDE
        if _chance(found) >= _SURE:
            last = latest.before
            recent = _chance([one for one in found if one.after >= since_fresh]) >= _SURE
            code = StationKeepingCode.RECENT if recent else StationKeepingCode.PAST
        facts = {
            "found": f"{len(found)} manoeuvre{'s' * (len(found) > 1)}",
            "chance": _chance(found),
            "after": format_utc(latest.after)[:10],
            "before": format_utc(latest.before)[:10],
            "quiet_days": (until - latest.before) / timedelta(days=1),
        }
    elif len(sets) <= FEWEST_NEAR:
        code, facts = StationKeepingCode.TOO_FEW, {"sets": len(sets)}
    elif domain.outside:
        code = StationKeepingCode.NOT_MEASURED
    elif sparse:
        code, facts = StationKeepingCode.NONE_SPARSE, {**facts, "gap_days": gap_days}
    else:
        code, facts = StationKeepingCode.NONE_HIGH, {**facts, "found": domain.found, "burns": domain.burns}
    return StationKeeping(history.norad, Remark(code, facts), since, until, last, domain.outside)


def _chance(found: Sequence[Manoeuvre]) -> float:
    """The chance that at least one of these is real, by those for which it was measured.

    Among many passive objects a single finding is rather an accident than a burn: the body of the rocket of February
    2016 has one of 71 %.
    """
    return 1.0 - prod(1.0 - one.probability for one in found if one.measured)
