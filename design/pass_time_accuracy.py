"""How wrong the times of passes are by the age of the element set, and the table that the answers carry.

    python design/pass_time_accuracy.py [--histories FILE...] [--earlier FILE... --later FILE...]
                                        [--half fit|check|all] [--fit] [--table] [--json]

A set is carried by SGP4 to the epochs of later sets of its object; the angle between the two positions, over the
angular speed, is the error of every time read from it. Histories give ages from half a day; `--earlier` and `--later`
are whole catalogues taken in pairs. Halves by hash of the catalogue number. ``--fit`` finds the constants of
`orbit/overflight/time_error` on the fit half (quantile regression at 0.9, every object and every cell of age and drag
weighing alike); ``--table`` prints the file of constants and measured shares. One row an age: how often the stated
error held, mean over objects where there are fewer than 60.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from downrange.kernel.arrays import Bools, Floats
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.overflight.time_error import MOST_ERROR_S, TimeErrorModel, model_of_times
from downrange.orbit.propagation.sgp4_drag import drag_share_per_day
from downrange.orbit.propagation.sgp4_states import propagate
from measurement import Row, answer, archives, arguments, files, half_of, text_of

AGES = (0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 20.0, 30.0, 45.0, 60.0)
EDGES = (0.3, 0.75, 1.5, 2.5, 4.0, 6.0, 8.5, 12.0, 17.0, 25.0, 38.0, 65.0)
DRAGS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
MOST_EACH = 400  # sets of one history from which predictions start
TRACKED_BELOW = 80_000  # numbers above are analysts' and provisional objects
FEW = 60


@dataclass(frozen=True, slots=True)
class Errors:
    """N predictions: object, age in days, drag (s/day^2), mean motion, eccentricity, and the error in seconds."""

    norad: np.ndarray
    age_days: Floats
    drag_s_day2: Floats
    rev_day: Floats
    eccentricity: Floats
    error_s: Floats

    def select(self, rows: Bools) -> "Errors":
        return Errors(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))


def time_error_s(r_km: Floats, v_km_s: Floats, true_km: Floats) -> Floats:
    """By how many seconds a prediction (3, N) runs ahead of the truth, from the angle between them in its plane."""
    normal = np.cross(r_km.T, v_km_s.T).T
    momentum = np.sqrt((normal**2).sum(axis=0))
    ahead = (np.cross(true_km.T, r_km.T).T * normal).sum(axis=0) / momentum
    seconds: Floats = np.arctan2(ahead, (r_km * true_km).sum(axis=0)) / (momentum / (r_km**2).sum(axis=0))
    return seconds


def of_pairs(early: Elements, late: Elements) -> Errors:
    """The errors of row k of `early` at the epoch of row k of `late`."""
    errors = np.full(len(early), np.nan)
    for k in range(len(early)):
        at = late.epoch_jd[k], late.epoch_fraction[k]
        r, v, _ = propagate(early.select([k]), *at)
        true, _, _ = propagate(late.select([k]), *at)
        errors[k] = time_error_s(r[:, 0], v[:, 0], true[:, 0])[0]
    age = (late.epoch_jd - early.epoch_jd) + (late.epoch_fraction - early.epoch_fraction)
    drag = 0.5 * 86400.0 * drag_share_per_day(early)
    found = Errors(early.norad, age, drag, early.mean_motion_rev_day, early.eccentricity, errors)
    return found.select(np.isfinite(errors) & (age > EDGES[0]) & (age < EDGES[-1]))


def history_pairs(sets: Elements) -> Iterator[tuple[int, int]]:
    """Rows of an earlier and a later set of one object, about as far apart as each of AGES."""
    at = sets.epoch_jd + sets.epoch_fraction
    for norad in np.unique(sets.norad):
        rows = np.flatnonzero(sets.norad == norad)
        rows = rows[np.argsort(at[rows])]
        days = at[rows]
        for k in range(0, len(rows), max(1, len(rows) // MOST_EACH)):
            nearest = [(int(np.argmin(np.abs(days - days[k] - age))), age) for age in AGES]
            others = {other for other, age in nearest if abs(days[other] - days[k] - age) < 0.2 * age}
            yield from ((int(rows[k]), int(rows[other])) for other in sorted(others))


def read_all(histories: Sequence[Path], earlier: Sequence[Path], later: Sequence[Path]) -> Errors:
    """The errors of every pair of the files."""
    parts = []
    for path in histories:
        sets = read_elements(text_of(path))
        pairs = np.array(list(history_pairs(sets)), dtype=int).reshape(-1, 2)
        parts.append(of_pairs(sets.select(pairs[:, 0]), sets.select(pairs[:, 1])))
    for first, second in zip(earlier, later, strict=True):
        a, b = read_elements(text_of(first)), read_elements(text_of(second))
        common, of_a, of_b = np.intersect1d(a.norad, b.norad, return_indices=True)
        tracked = common < TRACKED_BELOW
        parts.append(of_pairs(a.select(of_a[tracked]), b.select(of_b[tracked])))
    columns = Errors.__dataclass_fields__
    return Errors(*(np.concatenate([getattr(part, name) for part in parts]) for name in columns))


def fitted(errors: Errors, start: TimeErrorModel) -> TimeErrorModel:
    """The constants with the least pinball loss at 0.9 in log error, in the domain of the model."""
    from scipy.optimize import minimize

    names = ("steady_s", "steady_power", "drag_share", "drag_power", "negative_drag")
    known = {
        "least_s": 1e-3,
        "least_rev_day": start.least_rev_day,
        "most_eccentricity": start.most_eccentricity,
    }

    def model(logs: Floats) -> TimeErrorModel:
        return TimeErrorModel(
            **dict(zip(names, np.exp(logs).tolist(), strict=True)), **known, most_age_days=start.most_age_days
        )

    best = np.log([getattr(start, name) for name in names])
    for _ in range(4):  # the domain (errors below 450 s) moves with the constants
        said = model(best).of(errors.age_days, errors.drag_s_day2, errors.rev_day, errors.eccentricity)
        inside = errors.select((said < 450.0) & (errors.age_days < 33.0))
        weight, log_error = _weights(inside), np.log(np.maximum(np.abs(inside.error_s), 1e-3))

        def loss(logs: Floats, one: Errors = inside, weight: Floats = weight, y: Floats = log_error) -> float:
            over = y - np.log(model(logs).of(one.age_days, one.drag_s_day2, one.rev_day, one.eccentricity))
            return float((weight * np.where(over > 0, 0.9 * over, -0.1 * over)).sum() / weight.sum())

        best = minimize(loss, best, method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-4}).x
    return model(best)


def _weights(errors: Errors) -> Floats:
    """Of each prediction: objects of a cell weigh alike, and a cell as the root of its objects."""
    cell = np.digitize(errors.age_days, EDGES) * 100 + np.digitize(errors.drag_s_day2, DRAGS)
    weight = np.zeros(len(cell))
    for one in np.unique(cell):
        rows = np.flatnonzero(cell == one)
        _, owner, count = np.unique(errors.norad[rows], return_inverse=True, return_counts=True)
        weight[rows] = 1.0 / count[owner] / np.sqrt(len(count))
    return weight


def held(errors: Errors, model: TimeErrorModel, most_s: float) -> list[Row]:
    """One row an age: objects, predictions, and the share of errors within what the model states."""
    said = model.of(errors.age_days, errors.drag_s_day2, errors.rev_day, errors.eccentricity)
    rows = []
    for low, high in pairwise(EDGES):
        mine = (errors.age_days >= low) & (errors.age_days < high) & (said <= most_s)
        objects = np.unique(errors.norad[mine])
        inside = np.abs(errors.error_s[mine]) <= said[mine]
        shares = (
            [float(inside[errors.norad[mine] == one].mean()) for one in objects]
            if len(objects) < FEW
            else inside
        )
        rows.append({
            "age_from_days": low, "age_to_days": high, "objects": len(objects), "predictions": int(mine.sum()),
            "held": round(float(np.mean(shares)), 3) if len(objects) else None,
        })  # fmt: skip
    return rows


def table(model: TimeErrorModel, fit: list[Row], check: list[Row]) -> str:
    """The file of constants and measured shares."""
    lines = ["[model]", *(f"{name} = {getattr(model, name):.4g}" for name in model.__dataclass_fields__)]
    for name, rows in (("fit", fit), ("check", check)):
        for row in rows:
            if row["held"] is not None:
                lines += [
                    "",
                    "[[measured]]",
                    f'half = "{name}"',
                    *(f"{key} = {value}" for key, value in row.items()),
                ]
    return "\n".join(lines) + "\n"


def main(words: Sequence[str] | None = None) -> int:
    parser = arguments(__doc__)
    patterns = ("orbits/manoeuvre/*.tle.gz", "orbits/dprk/*.tle", "orbits/reentry/*.tle.gz")
    files(parser, "--histories", archives(*patterns), "element sets of objects over time")
    days = ("20160112", "20231109", "20231209", "20231109"), ("20160208", "20231209", "20240108", "20240108")
    early, late = ([path for day in some for path in archives(f"orbits/catalogues/*{day}*")] for some in days)
    whole = parser.add_argument_group("catalogues in pairs")
    whole.add_argument(
        "--earlier", type=Path, nargs="*", default=early, metavar="FILE", help="whole catalogues"
    )
    whole.add_argument(
        "--later", type=Path, nargs="*", default=late, metavar="FILE", help="as many later ones"
    )
    parser.add_argument("--fit", action="store_true", help="find the constants anew on the fit half")
    parser.add_argument("--table", action="store_true", help="print the file of constants and shares")
    given = parser.parse_args(words)
    if not given.histories and not given.earlier:
        parser.error(
            "give --histories or --earlier and --later: there is no ../shared/data beside this checkout"
        )
    if len(given.earlier) != len(given.later):
        parser.error("--earlier and --later take as many files")
    errors = read_all(given.histories, given.earlier, given.later)
    halves = np.array([half_of(str(norad)) for norad in errors.norad.tolist()])
    model = model_of_times()
    if given.fit:
        found = fitted(errors.select(halves == "fit"), model)
        model = TimeErrorModel(
            **{name: getattr(found, name) for name in model.__dataclass_fields__ if name != "least_s"},
            least_s=model.least_s,
        )
    if given.table:
        fit, check = (held(errors.select(halves == half), model, MOST_ERROR_S) for half in ("fit", "check"))
        print(table(model, fit, check), end="")
        return 0
    chosen = errors if given.half == "all" else errors.select(halves == given.half)
    rows = held(chosen, model, MOST_ERROR_S)
    known = [row for row in rows if row["held"] is not None]
    figures = {
        "predictions": int(sum(row["predictions"] for row in known)),
        "objects": len(np.unique(chosen.norad)),
        "least held": min((row["held"] for row in known), default=None),
        "most held": max((row["held"] for row in known), default=None),
    }
    return answer(
        given, rows, figures,
        lambda row: f"{row['age_from_days']:5.2f} to {row['age_to_days']:5.2f} d  {row['objects']:6d} objects  "
        f"{row['predictions']:6d} predictions  held {row['held']}",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
