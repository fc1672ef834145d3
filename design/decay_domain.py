"""How wide the 90 % windows of decay forecasts must be by number of sets, age and days left, and who is refused.

    python design/decay_domain.py [--sets FILE...] [--decays FILE...] [--satcat FILE] [--space-weather FILE]
                                  [--half fit|check|all] [--table [--fit]] [--climatology] [--json]

Every history of an object whose end is known is cut to the last one, two and three sets before an as-of date, left
whole, and thinned to every second and fourth set; the forecast is asked as of the last set's epoch and 3, 10, 30
and 55 days later, while the object is still up. The error is ln of the remaining life from the last set's epoch
over the one forecast. Ends are stated (TIP messages, GCAT) or surrogates: the last set plus the model's own
remaining life, where that is less than 0.3 of the whole. First sets are among these: a history of one set is the
object's first.

``--fit`` finds the constants of `orbit/history/decay/decay_window` (least pinball loss at 0.9, every object weighing
alike; three and more sets share their shape), widened as a tolerance bound for so few objects: nine in ten with a
confidence of three in four. The shares held are those of ten folds by hash of the catalogue number: each object is
judged by constants found without it. ``--table`` prints the file of constants and shares.

Powered objects are those of the fleets and those that GCAT says can manoeuvre and whose end is stated; of them and
of passive ones it is counted who is refused for steering.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise

import numpy as np

from decay_accuracy import DECAYS, SATCAT, SETS, WEATHER, epochs_of, stated_ends
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.history.decay.decay_codes import NoForecastCode
from downrange.orbit.history.decay.decay_forecast import forecast_decay
from downrange.orbit.history.decay.decay_window import (
    AGE_EDGES,
    DAY_EDGES,
    SET_CLASSES,
    WindowModel,
    half_window,
    set_class,
    window_model,
)  # fmt: skip
from downrange.orbit.history.decay.space_weather import SpaceWeather, read_space_weather
from downrange.orbit.history.decay.steered_fleets import fleet_of
from downrange.orbit.history.element_history import History, histories
from measurement import Row, answer, arguments, files, half_of, require, share, text_of

AGES_DAYS = (0.0, 3.0, 10.0, 30.0, 55.0)
LONGEST_DAYS, SHORTEST_DAYS = 400.0, 0.5
RESIDUAL_SHARE = 0.3
FOLDS = 10
SHAPES = {"one": ("one",), "two": ("two",), "three": ("three", "many"), "many": ("three", "many")}
# Surrogates share the model's errors: with few sets the stated ends, fewer by far, weigh as much together.
MANY_SURROGATES = ("one", "two")
HEAD = (
    "# Half widths of the 90 % windows of decay forecasts, in ln(remaining life), and the shares in which they held.",
    "# Made by design/decay_domain.py --fit --table from public element sets of 2013 to 2024 of passive objects",
    "# whose end is known; held: ten folds by object, each judged by constants found without it, every object alike.",
    "",
)
LOW_REV_DAY, TRACKED_BELOW = 15.2, 80_000
POWER = {
    str(code)
    for code in (
        NoForecastCode.STEERED_KIND, NoForecastCode.ROSE, NoForecastCode.HELD, NoForecastCode.LOWERED,
        NoForecastCode.DRAG_TERMS, NoForecastCode.DRAG_SIGN, NoForecastCode.CHANGING_DRAG, NoForecastCode.FOIL,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """An object's history, when it came down, how that is known, and whether it has an engine."""

    history: History
    end: datetime
    truth: str
    engine: bool
    fleet: bool


def ends_of(given: argparse.Namespace, weather: SpaceWeather) -> Iterator[Known]:
    """The objects with an end, stated or surrogate."""
    sets = join([read_elements(path) for path in given.sets])
    sets = sets.select((sets.mean_motion_rev_day > 14.0) & (sets.norad < TRACKED_BELOW))
    stated, steering = stated_ends(given.decays, given.satcat)
    for history in histories(sets):
        if history.elements.mean_motion_rev_day.max() < LOW_REV_DAY:
            continue
        last = epochs_of(history.elements)[-1]
        name = next((str(one) for one in history.elements.name[::-1] if str(one)), "")
        fleet = fleet_of(name, str(history.elements.designator[-1])) is not None
        engine = fleet or history.norad in steering
        if history.norad in stated and stated[history.norad][0] > last - timedelta(days=1):
            yield Known(history, stated[history.norad][0], "stated", engine, fleet)
        else:
            told = forecast_decay(
                cut(history, len(history.elements), 0, 1), last, weather, assume_passive=True
            )
            if told.decay is not None:
                yield Known(history, told.decay.median, "surrogate", engine, fleet)


def cut(history: History, upto: int, sets: int, every: int) -> History:
    """The last ``sets`` of the first ``upto`` sets (0: all; -n: the first n of the last 120 days), every k-th."""
    rows = np.arange(upto)[::-1][::every][::-1]
    rows = rows[-sets:] if sets > 0 else rows
    return History(history.norad, history.elements.select(rows), history.days[rows], history.rows[rows], ())


def rows_of(known: Known, weather: SpaceWeather, climatology: bool) -> list[Row]:
    """One row a cut and an age."""
    history, rows = known.history, []
    epochs = epochs_of(history.elements)
    for k, epoch in enumerate(epochs):
        life = (known.end - epoch) / timedelta(days=1)
        crowded = k + 1 < len(epochs) and epochs[k + 1] - epoch < timedelta(days=1)
        residual = (known.end - epochs[-1]) / timedelta(days=1) if known.truth == "surrogate" else 0.0
        if crowded or not SHORTEST_DAYS <= life <= LONGEST_DAYS or residual > RESIDUAL_SHARE * life:
            continue
        asked: set[tuple[int, ...]] = set()
        for sets, every in ((1, 1), (2, 1), (3, 1), (0, 1), (2, 2), (3, 2), (0, 2), (0, 4)):
            some = cut(history, k + 1, sets, every)
            key = tuple(some.rows.tolist())
            if key in asked or (sets and len(key) < sets):
                continue
            asked.add(key)
            for age in AGES_DAYS:
                as_of = epoch + timedelta(days=age)
                if age < life:
                    rows.append(_row(known, some, as_of, life, age, None if climatology else weather))
    return rows


def _row(
    known: Known, some: History, as_of: datetime, life: float, age: float, weather: SpaceWeather | None
) -> Row:
    row: Row = {
        "norad": some.norad, "truth": known.truth, "engine": known.engine, "fleet": known.fleet,
        "life_days": life, "age_days": age, "as_of": as_of, "half": half_of(str(some.norad)),
    }  # fmt: skip
    told = forecast_decay(some, as_of, weather)
    row["code"] = None if told.refusal is None else str(told.refusal.code)
    row["nameless"] = row["code"]
    if known.fleet and age == 0.0:
        unnamed = replace(some, elements=without_names(some.elements))
        refusal = forecast_decay(unnamed, as_of, weather).refusal
        row["nameless"] = None if refusal is None else str(refusal.code)
    if known.engine and told.decay is None:
        told = forecast_decay(some, as_of, weather, assume_passive=True)
    row["sets"] = told.sets
    row["days"] = told.days
    row["error"] = float(np.log(life / told.days)) if np.isfinite(told.days) else None
    row["weather"] = None if told.weather is None else told.weather
    return row


def without_names(sets: Elements) -> Elements:
    """The same sets, neither named nor designated: what an object shows by its orbit alone."""
    return replace(sets, name=np.full(len(sets), ""), designator=np.full(len(sets), ""))


def fitted(rows: Sequence[Row], start: WindowModel) -> WindowModel:
    """The constants with the least pinball loss at 0.9 of the size of the error, class by class."""
    from scipy.optimize import minimize

    base, slope = {}, {}
    for name in SET_CLASSES:
        mine = [row for row in rows if set_class(row["sets"]) in SHAPES[name] and _calm(row)]
        errors = np.array([abs(row["error"]) for row in mine])
        days = np.array([row["days"] for row in mine])
        weight = weights(mine, kinds=name in MANY_SURROGATES)

        def loss(
            logs: np.ndarray,
            errors: np.ndarray = errors,
            days: np.ndarray = days,
            weight: np.ndarray = weight,
        ) -> float:
            half = np.hypot(np.exp(logs[0]), np.exp(logs[1]) * days / 100)
            over = np.log(np.maximum(errors, 1e-3) / half)
            return float((weight * np.where(over > 0, 0.9 * over, -0.1 * over)).sum() / weight.sum())

        best = minimize(loss, np.log([0.2, 0.2]), method="Nelder-Mead", options={"maxiter": 600}).x
        wider = tolerance_factor(len({row["norad"] for row in mine if set_class(row["sets"]) == name}))
        base[name], slope[name] = (float(np.exp(one)) * wider for one in best)
    return replace(start, base=base, by_hundred_days=slope)


def tolerance_factor(objects: int) -> float:
    """By how much a bound of so many objects is widened to hold 90 % of all with a confidence of 75 %: two-sided
    normal tolerance factors (Howe, J. Am. Stat. Assoc. 64 (1969) 610) over that of infinitely many."""
    from scipy.stats import chi2

    n = max(objects, 2)
    return float(np.sqrt((n - 1) * (1 + 1 / n) / chi2.ppf(0.25, n - 1)))


def fold_of(norad: int) -> int:
    """Which of the ten folds an object is in."""
    return int(sha256(str(norad).encode()).hexdigest(), 16) % FOLDS


def judged(rows: Sequence[Row], start: WindowModel) -> None:
    """Write into each row whether its window, by the constants of the other folds, holds the end."""
    for fold in sorted({fold_of(row["norad"]) for row in rows}):
        model = fitted([row for row in rows if fold_of(row["norad"]) != fold], start)
        for row in rows:
            if fold_of(row["norad"]) == fold:
                half = half_window(row["sets"], row["days"], row["weather"], model)
                row["held"] = abs(row["error"]) <= half


def _calm(row: Row) -> bool:
    air = row["weather"]
    return air.source == "observed" and air.age_days <= 30 and air.stormy_ap <= 45


def weights(rows: Sequence[Row], *, kinds: bool = False) -> np.ndarray:
    """Every object alike; with ``kinds`` stated ends and surrogates weigh the same together."""
    _, owner, count = np.unique([row["norad"] for row in rows], return_inverse=True, return_counts=True)
    weight: np.ndarray = 1.0 / count[owner]
    truths = np.array([row["truth"] for row in rows])
    for truth in np.unique(truths) if kinds else ():
        weight[truths == truth] /= weight[truths == truth].sum()
    return weight


def held(rows: Sequence[Row]) -> Row:
    """Objects, forecasts, the median error and the share of ends inside the window, every object alike."""
    if not rows:
        return {"objects": 0, "forecasts": 0, "median": None, "held": None}
    inside, weight = np.array([row["held"] for row in rows]), weights(rows)
    return {
        "objects": len({row["norad"] for row in rows}), "forecasts": len(rows),
        "median": round(float(np.median([abs(row["error"]) for row in rows])), 3),
        "held": round(float((weight * inside).sum() / weight.sum()), 3),
    }  # fmt: skip


def cells(rows: Sequence[Row]) -> Iterator[Row]:
    """The measured shares by number of sets and by days left or age."""
    for name in SET_CLASSES:
        mine = [row for row in rows if set_class(row["sets"]) == name]
        fresh = [row for row in mine if row["age_days"] == 0.0]
        for key, edges, some in (("days", DAY_EDGES, fresh), ("age_days", AGE_EDGES, mine)):
            for low, high in pairwise(edges):
                got = [row for row in some if low <= row[key] < high]
                yield {"sets": name, "by": key, "from": low, "to": high, **held(got)}


def refused(rows: Sequence[Row]) -> Row:
    """Of forecasts within the horizon: how many powered and passive ones are refused for steering, by class."""
    found: Row = {}
    kinds = {
        "passive": [row for row in rows if not row["engine"]],
        "fleets": [row for row in rows if row["fleet"]],
        "other engines": [row for row in rows if row["engine"] and not row["fleet"]],
    }
    for kind, some in kinds.items():
        some = [row for row in some if row["age_days"] == 0.0 and row["life_days"] <= 180.0]
        gone = [row for row in some if row["code"] in POWER]
        found[f"{kind} asked"], found[f"{kind} refused"] = len(some), len(gone)
        found[f"{kind} objects"] = len({row["norad"] for row in some})
        found[f"{kind} share"] = share(len(gone), len(some))
        for code in sorted({row["nameless"] for row in some if row["nameless"] in POWER}):
            found[f"{kind} nameless {code}"] = sum(row["nameless"] == code for row in some)
        for name in SET_CLASSES if kind == "fleets" else ():
            mine = [row for row in some if set_class(row["sets"]) == name]
            answered = [row for row in mine if row["nameless"] is None]
            found[f"{kind} nameless {name} asked"] = len(mine)
            found[f"{kind} nameless {name} answered"] = len(answered)
    return found


def table(model: WindowModel, rows: Sequence[Row]) -> str:
    """The file of constants and measured shares."""
    lines = [*HEAD, "[model]", f"climatology = {model.climatology:.3g}", f"storm = {model.storm:.3g}"]
    for head, values in (("base", model.base), ("by_hundred_days", model.by_hundred_days)):
        lines += ["", f"[model.{head}]", *(f"{name} = {value:.3g}" for name, value in values.items())]
    for row in cells(rows):
        if row["held"] is not None:
            lines += ["", "[[measured]]"]
            lines += [
                f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}"
                for key, value in row.items()
            ]
    return "\n".join(lines) + "\n"


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__)
    files(parser, "--decays", DECAYS, "known ends: norad, decay_utc, precision, name")
    files(parser, "--sets", SETS, "element sets of the objects")
    files(parser, "--satcat", SATCAT, "GCAT's payload table")
    files(parser, "--space-weather", WEATHER, "CelesTrak's space weather file")
    parser.add_argument("--fit", action="store_true", help="find the constants anew on the fit half")
    parser.add_argument("--table", action="store_true", help="print the file of constants and shares")
    parser.add_argument("--climatology", action="store_true", help="forecast without a space weather file")
    given = parser.parse_args(words)
    require(parser, given, "--decays", "--sets", "--space-weather")
    weather = read_space_weather(text_of(given.space_weather[0]))
    rows = [row for known in ends_of(given, weather) for row in rows_of(known, weather, given.climatology)]
    chosen = [row for row in rows if given.half in ("all", row["half"])]
    told = answered(chosen)
    model = window_model()
    judged(told, model)
    if given.table:
        print(table(fitted(told, model) if given.fit else model, told), end="")
        return 0
    figures: Row = {}
    for name in SET_CLASSES:
        mine = [row for row in told if set_class(row["sets"]) == name and row["age_days"] == 0.0]
        for truth, some in (("", mine), (" stated", [row for row in mine if row["truth"] == "stated"])):
            figures |= {f"{name}{truth} {key}": value for key, value in held(some).items()}
    figures |= refused(chosen)
    return answer(
        given, list(cells(told)), figures,
        lambda row: f"{row['sets']:5} {row['by']:8} {row['from']:5.0f} to {row['to']:4.0f}  "
        f"{row['objects']:4d} objects {row['forecasts']:5d} forecasts  median {row['median']}  held {row['held']}",
    )  # fmt: skip


def answered(rows: Sequence[Row]) -> list[Row]:
    """The forecasts of passive objects that have a window, or would have if the table had their cell."""
    codes = (None, str(NoForecastCode.DOWN_BY_THEN), str(NoForecastCode.UNMEASURED))
    return [
        row for row in rows
        if not row["engine"] and row["error"] is not None and row["code"] in codes and row["days"] <= DAY_EDGES[-1]
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
