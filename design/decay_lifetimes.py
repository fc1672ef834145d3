"""How often the ranges of lifetimes of years hold the end, by how long the objects then stayed up.

    python design/decay_lifetimes.py [--sets FILE...] [--decays FILE...] [--satcat FILE] [--space-weather FILE]
                                     [--half fit|check|all] [--json]

Passive objects whose end is known, stated or a surrogate (`decay_domain`; remaining life under a fifth of the whole):
from up to 25 sets of each history, alone and with those of the 120 days before, the range is asked as of the set's
epoch. Objects within half a year of their end and those whose forecast is a window are left out; an answer of "more
than 25 years" counts as not held. `lifetime.DRAG_HALF` was chosen after both halves were seen.
"""

import argparse
import sys
from datetime import timedelta
from itertools import pairwise

import numpy as np

from decay_accuracy import DECAYS, DOUBTED, SATCAT, SETS, WEATHER, epochs_of
from decay_domain import Known, cut, ends_of, weights
from downrange.orbit.history.decay.decay_codes import NoForecastCode
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.decay.space_weather import SpaceWeather, read_space_weather
from measurement import Row, answer, arguments, files, half_of, require, text_of

EDGES_DAYS = (180.0, 365.25, 1000.0, 6000.0)
MOST_EACH, RESIDUAL_SHARE = 25, 0.2
FAR = {str(code) for code in (NoForecastCode.TOO_FAR, NoForecastCode.NOT_BEFORE, NoForecastCode.FAR_BEYOND)}


def rows_of(known: Known, weather: SpaceWeather) -> list[Row]:
    """One row a set and number of sets."""
    history, rows = known.history, []
    epochs = epochs_of(history.elements)
    residual = (known.end - epochs[-1]) / timedelta(days=1) if known.truth == "surrogate" else 0.0
    for k in range(0, len(epochs), max(1, len(epochs) // MOST_EACH)):
        life = (known.end - epochs[k]) / timedelta(days=1)
        if life < EDGES_DAYS[0] or residual > RESIDUAL_SHARE * life:
            continue
        for sets in (1, 0) if k else (1,):
            told = forecast_decay(cut(history, k + 1, sets, 1), epochs[k], weather)
            if told.refusal is None or str(told.refusal.code) not in FAR:
                continue
            range_ = told.lifetime
            early = np.inf if range_ is None else (range_.early - epochs[k]) / timedelta(days=1)
            late = (
                np.inf
                if range_ is None or range_.late is None
                else (range_.late - epochs[k]) / timedelta(days=1)
            )
            rows.append({
                "norad": history.norad, "truth": known.truth, "sets": told.sets, "life_days": life,
                "early_days": early, "late_days": late, "held": bool(early <= life <= late),
            })  # fmt: skip
    return rows


def figures_of(rows: list[Row]) -> Row:
    """By remaining life: objects, forecasts, share held (every object alike), ended before the range, its ratio."""
    found: Row = {}
    for low, high in pairwise(EDGES_DAYS):
        some = [row for row in rows if low <= row["life_days"] < high]
        if not some:
            continue
        weight, name = weights(some), f"{low:.0f}-{high:.0f} d"
        inside, before = (np.array([condition(row) for row in some]) for condition in (_held, _before))
        found[f"{name} objects"], found[f"{name} forecasts"] = len({row["norad"] for row in some}), len(some)
        found[f"{name} held"] = float(weight @ inside / weight.sum())
        found[f"{name} before"] = float(weight @ before / weight.sum())
        ratios = [row["late_days"] / row["early_days"] for row in some if np.isfinite(row["early_days"])]
        found[f"{name} ratio"] = float(np.median(ratios))
    return found


def _held(row: Row) -> bool:
    return bool(row["held"])


def _before(row: Row) -> bool:
    return bool(row["life_days"] < row["early_days"])


def measured(given: argparse.Namespace) -> list[Row]:
    weather = read_space_weather(text_of(given.space_weather[0]))
    return [
        row
        for known in ends_of(given, weather)
        if not known.engine and known.history.norad not in DOUBTED
        and given.half in ("all", half_of(str(known.history.norad)))
        for row in rows_of(known, weather)
    ]  # fmt: skip


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    files(parser, "--decays", DECAYS, "known ends: norad, decay_utc, precision, name")
    files(parser, "--sets", SETS, "element sets of the objects")
    files(parser, "--satcat", SATCAT, "GCAT's payload table")
    files(parser, "--space-weather", WEATHER, "CelesTrak's space weather file")
    given = parser.parse_args(words)
    require(parser, given, "--decays", "--sets", "--space-weather")
    rows = measured(given)
    return answer(
        given, rows, figures_of(rows),
        lambda row: f"{row['norad']} {row['sets']} sets  up {row['life_days']:5.0f} d  "
        f"range {row['early_days']:5.0f} to {row['late_days']:5.0f} d{'' if row['held'] else '  outside'}",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
