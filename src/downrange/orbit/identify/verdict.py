"""The verdict on a launch: reached orbit, nothing found, or undecided with the reason and what would help.

Nothing is decided outside the domain in which the method was measured (`measured_domain`); inside it the thresholds
of the table decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from downrange.codes import Remark
from downrange.earth.instants import Window, datetime_utc, format_utc, julian_utc
from downrange.orbit.identify.candidates import Candidate
from downrange.orbit.identify.identify_codes import VERDICTS, HelpCode, VerdictCode
from downrange.orbit.identify.measured_domain import (
    CATALOGUED_DAYS,
    LONGEST_GAP_DAYS,
    LONGEST_WINDOW_H,
    SHORTEST_GAP_DAYS,
    SURE,
    UNLIKELY,
    Cell,
)
from downrange.orbit.identify.snapshots import Lacking

AS_GOOD = 2.0  # nats below the best: in 96 % of undecided answers the right object is within them
EXACT_S = 60.0
NEAR_GAP_DAYS = 35.0


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: the window, when the snapshots were taken (Julian dates), and what else was known.

    ``lacking``: what the later snapshots lack of the earlier.
    """

    window: Window
    first_jd: float
    last_jd: float
    inclination: bool
    others: bool
    lacking: Lacking | None = None

    @property
    def gap_days(self) -> float:
        """Days between the snapshots."""
        return self.last_jd - self.first_jd

    @property
    def window_h(self) -> float:
        return self.window.duration_s / 3600


def verdict(
    candidates: Sequence[Candidate], asked: Question, cell: Cell, rival: Remark | None = None
) -> Remark:
    """The verdict on the candidates, best first; their scores carry the thresholds.

    ``cell`` says what the measured errors allow for the kind of orbit of the best.
    ``rival`` names an object that fits, but another launch about as well: then nothing is called missing.
    """
    start, end = (sum(julian_utc(time)) for time in (asked.window.start, asked.window.end))
    if asked.last_jd < start:
        return Remark(VerdictCode.EARLY_SNAPSHOT, {"newest": format_utc(datetime_utc(asked.last_jd, 0.0))})
    missing = (
        None
        if start >= asked.first_jd
        else Remark(
            VerdictCode.LATE_FIRST_SNAPSHOT, {"oldest": format_utc(datetime_utc(asked.first_jd, 0.0))}
        )
    )
    if missing is None and asked.last_jd - end < CATALOGUED_DAYS:
        days = asked.last_jd - end
        missing = Remark(VerdictCode.TOO_SOON, {"days": days, "least": CATALOGUED_DAYS})
    if missing is None and asked.lacking and asked.lacking.partial and asked.gap_days <= LONGEST_GAP_DAYS:
        missing = Remark(VerdictCode.PARTIAL_LATER, _counts(asked.lacking))
    if not candidates:
        return missing or _nothing_new(asked)
    facts: dict[str, Any] = {"norad": candidates[0].norad, "as_good": _as_good(candidates)}
    if asked.window_h > LONGEST_WINDOW_H:
        return Remark(VerdictCode.LONG_WINDOW, {**facts, "hours": LONGEST_WINDOW_H})
    if not asked.gap_days <= LONGEST_GAP_DAYS:
        return Remark(VerdictCode.LONG_GAP, {**facts, "days": asked.gap_days, "most": LONGEST_GAP_DAYS})
    if asked.gap_days < SHORTEST_GAP_DAYS:
        return Remark(VerdictCode.SHORT_GAP, {**facts, "days": asked.gap_days, "least": SHORTEST_GAP_DAYS})
    best = candidates[0].score
    if best >= SURE and not cell.may_reach:
        return Remark(VerdictCode.FEW_MEASURED, {**facts, "kind": cell.kind, "days": cell.gap_days})
    if best >= SURE:
        others = ", ".join(str(one.norad) for one in candidates[1:] if one.score >= SURE)
        return Remark(VerdictCode.FOUND, {**facts, "others": f", and so did {others}" if others else ""})
    if best < UNLIKELY:
        if missing is None and not cell.may_miss:
            return Remark(VerdictCode.MISS_UNMEASURED, {**facts, "days": cell.gap_days})
        return missing or rival or Remark(VerdictCode.NO_FIT, facts)
    return Remark(VerdictCode.UNSURE, facts)


def helps(found: Remark, asked: Question) -> tuple[Remark, ...]:
    """What would help an undecided answer: the most useful first."""
    if VERDICTS[found.code] != "undecided":
        return ()
    codes = []
    if found.code in (VerdictCode.EARLY_SNAPSHOT, VerdictCode.TOO_SOON):
        codes.append(HelpCode.LATER_SNAPSHOT)
    if found.code == VerdictCode.LATE_FIRST_SNAPSHOT:
        codes.append(HelpCode.EARLIER_SNAPSHOT)
    if found.code == VerdictCode.PARTIAL_LATER:
        codes.append(HelpCode.WHOLE_SNAPSHOT)
    if asked.gap_days < SHORTEST_GAP_DAYS:
        codes.append(HelpCode.WIDER_SNAPSHOTS)
    if not asked.others:
        codes.append(HelpCode.OTHER_LAUNCHES)
    if asked.window.duration_s > EXACT_S:
        codes.append(HelpCode.NARROWER_WINDOW)
    if not asked.inclination:
        codes.append(HelpCode.INCLINATION)
    if asked.gap_days > NEAR_GAP_DAYS:
        codes.append(HelpCode.NEARER_SNAPSHOTS)
    return tuple(Remark(code) for code in codes)


def _nothing_new(asked: Question) -> Remark:
    """No new object at all: missing, unless the snapshots lie so far apart, or so near, as none were measured."""
    if SHORTEST_GAP_DAYS <= asked.gap_days <= LONGEST_GAP_DAYS:
        return Remark(VerdictCode.NO_NEW_OBJECT)
    facts = {"days": asked.gap_days, "least": SHORTEST_GAP_DAYS, "most": LONGEST_GAP_DAYS}
    return Remark(VerdictCode.NO_NEW_UNMEASURED, facts)


def _counts(lacking: Lacking) -> dict[str, Any]:
    return {"missing": lacking.missing, "objects": lacking.objects, "highest": lacking.highest}


def _as_good(candidates: Sequence[Candidate]) -> str:
    """The objects that fit about as well as the best: ``58400, 58401 and 3 more``."""
    near = [one.norad for one in candidates if one.log_ratio >= candidates[0].log_ratio - AS_GOOD]
    more = f" and {len(near) - 5} more" if len(near) > 5 else ""
    return ", ".join(map(str, near[:5])) + more
