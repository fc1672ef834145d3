"""Control: whether manoeuvres go with passes over a control site, and how surprising that is against chance.

A burn that is commanded in view of a ground station lies in or right after a pass over it. Each manoeuvre that the
element sets bracket within a day is given a distance: from its best time to the nearest pass. Against it stands the
distance of any other time of the same days. Times good to hours prove nothing about passes an orbit apart, so a
chance near one half is the usual answer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.earth.instants import julian_utc
from downrange.geography.ground_places import GroundPlace
from downrange.orbit.history.element_history import History
from downrange.orbit.history.manoeuvres.manoeuvre import Manoeuvre
from downrange.orbit.overflight.overflight_codes import ControlCode
from downrange.orbit.overflight.passes import find_passes

_CLOSEST = timedelta(days=1)  # brackets wider than this hold passes in any case
_AROUND = timedelta(days=1.5)  # chance is taken over these days on either side
_TRIALS = 2000
_SEED = 58400  # of the draws of chance; any other gives the same to a per cent
_SURPRISE = 0.05
MIN_ELEVATION_DEG = 5.0


@dataclass(frozen=True, slots=True)
class Control:
    """Of one object: how many manoeuvres were ``judged``, the median of their times' distances from a pass over the
    site, what chance would give, and ``chance`` of a median as small or smaller without any tie to the site."""

    norad: int
    judged: int
    minutes_from_pass: float
    expected_minutes: float
    chance: float

    @property
    def remark(self) -> Remark:
        """The evidence as a code and its facts."""
        code = ControlCode.NEARER if self.chance < _SURPRISE else ControlCode.AS_BY_CHANCE
        manoeuvres = f"{self.judged} manoeuvre{'s' * (self.judged > 1)}"
        facts = {"manoeuvres": manoeuvres, "minutes": self.minutes_from_pass, "chance": self.chance}
        return Remark(code, {**facts, "expected": self.expected_minutes})

    @property
    def says(self) -> str:
        """The evidence in a sentence."""
        return self.remark.says

    def as_dict(self) -> dict[str, Any]:
        """The evidence as a JSON object."""
        return {
            "norad": self.norad,
            "judged": self.judged,
            "minutes_from_pass": round(self.minutes_from_pass, 1),
            "expected_minutes": round(self.expected_minutes, 1),
            "chance": round(self.chance, 4),
            **self.remark.as_dict(),
        }


def control_of(history: History, found: tuple[Manoeuvre, ...], site: GroundPlace) -> Control:
    """The tie of one object's manoeuvres to passes (5 deg and higher) over a site; ``judged`` 0 where the element
    sets bracket none of them within a day."""
    close = [one for one in found if one.norad == history.norad and one.before - one.after <= _CLOSEST]
    draws = np.random.default_rng(_SEED)
    seen, chances = [], []
    for one in close:
        passes = _pass_minutes(history, site, one.time)
        if passes is None:
            continue
        span = _AROUND / timedelta(minutes=1)
        seen.append(_distance(np.zeros(1), passes)[0])
        chances.append(_distance(draws.uniform(-span, span, _TRIALS), passes))
    if not seen:
        return Control(history.norad, 0, 0.0, 0.0, 1.0)
    median = float(np.median(seen))
    by_chance = np.median(chances, axis=0)
    return Control(
        history.norad, len(seen), median, float(np.median(by_chance)), float(np.mean(by_chance <= median))
    )


def _pass_minutes(history: History, site: GroundPlace, time: datetime) -> np.ndarray | None:
    """Rise and set of the passes around a time, in minutes from it, (2, P); None where there is no pass."""
    jd, fraction = julian_utc(time)
    sets = history.elements
    nearest = int(np.argmin(np.abs((sets.epoch_jd - jd) + (sets.epoch_fraction - fraction))))
    around = sets.select([nearest])
    passes = find_passes(around, [site], time - 2 * _AROUND, time + 2 * _AROUND, MIN_ELEVATION_DEG)
    minute = timedelta(minutes=1)
    spans = [((one.rise - time) / minute, (one.set - time) / minute) for one in passes]
    return np.array(spans).T if spans else None


def _distance(minutes: np.ndarray, passes: np.ndarray) -> np.ndarray:
    """From each time to the nearest pass, 0 inside one."""
    before = passes[0][:, np.newaxis] - minutes
    after = minutes - passes[1][:, np.newaxis]
    nearest: np.ndarray = np.maximum(np.maximum(before, after), 0).min(axis=0)
    return nearest
