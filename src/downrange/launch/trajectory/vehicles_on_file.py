"""Vehicles on file: stage masses, impulses and burn times that others state, as the stages of a `[vehicle]` table.

`data/vehicles.toml` holds what is stated; here the figures of a fit are computed from it. The propellant's share of
the stack at ignition is the stage's propellant over everything above the ground: stages, fairing, payload. Boosters
and the core beside them are one phase, whose impulse is the mean by mass, and the core alone is the next (Sutton and
Biblarz, Rocket Propulsion Elements, chapter 4). A fairing leaves half-way through its phase. The spread of a
computed figure is the root of the sum of squares of what the 5th and 95th percentiles of each mass do to it.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from math import hypot, sqrt
from typing import Any

from downrange.errors import CaseError
from downrange.kernel.figures import Z95, Figure
from downrange.kernel.package_data import table_text
from downrange.launch.trajectory.trajectory_codes import VehicleError

TABLE = "vehicles.toml"
REMEMBERED = "memory"  # the source of figures that were checked against no opened page
ANY_PAYLOAD = "any-payload"  # of the spread of a payload that is not stated for the flight
LIMITS = {"propellant_fraction": (0.02, 0.97), "isp_s": (100.0, 500.0), "burn_s": (5.0, 3000.0)}
# What stated masses and impulses leave out (propellant that stays in the tanks, throttling, losses that the model of
# the ascent has not), as an error of the impulse: one sigma, a share of it.
IMPULSE_ERROR = 0.05
# Liquid strap-ons are throttled and keep propellant, and what falls after them comes out too far by their stated
# figures: their phase's impulse is taken as this share of it (design/fall_priors.py, leaving one vehicle out).
LIQUID_BOOSTERS, SOLID_AT_MOST_S = 0.92, 286.0  # solids have less impulse in a vacuum, all liquids more
# Of the last stage: 5th percentile and median of what it burns until insertion, as shares of all that it can; and a
# factor of its thrust over weight, 5th to 95th percentile, for a payload that is not known. Supposed.
LAST_SHARE, THRUST_FACTOR = (0.5, 0.85), 1.25
FIGURES = ("propellant_t", "dry_t", "isp_s", "burn_s", "ignition_s")
_CLOSE, _MOST_NAMES = 0.6, 6  # likeness of a name that is suggested, and how many are
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2", "3rd": "3"}


@dataclass(frozen=True, slots=True)
class FiledStage:
    """A stage on file: its class, what else it is called, how many there are of it, the figures stated of it."""

    name: str
    kind: str
    called: tuple[str, ...]
    count: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class FiledVehicle:
    """A vehicle on file: names, stages from the ground up, payload and fairing in tonnes where they are stated.

    `sources` are the keys of the sources of its figures, in order of use; `sheds` the stage during which the fairing
    leaves.
    """

    name: str
    aliases: tuple[str, ...]
    note: str
    stages: tuple[FiledStage, ...]
    payload_t: Figure | None
    fairing_t: Figure | None
    sheds: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiledPhase:
    """What a phase of thrust is computed to be: share of propellant, impulse and burn in seconds; None by class."""

    stage: FiledStage
    propellant_fraction: Figure | None
    isp_s: Figure | None
    burn_s: Figure | None


@dataclass(frozen=True, slots=True)
class VehicleSource:
    """Who states figures, and where that can be opened."""

    by: str
    where: str


@cache
def vehicle_sources() -> Mapping[str, VehicleSource]:
    """The sources of the table by their keys."""
    return {key: VehicleSource(**row) for key, row in _read()["sources"].items()}


@cache
def vehicles() -> tuple[FiledVehicle, ...]:
    """All vehicles of the table, in its order."""
    return tuple(map(_vehicle, _read()["vehicles"]))


def matching_vehicles(query: str | None) -> tuple[FiledVehicle, ...]:
    """The vehicles one of whose names holds the query, from the start of a word on or inside one; all without one.

    Spaces and hyphens do not count; H3 is no part of Long March 3B.
    """
    wanted = _folded(query or "")
    return tuple(v for v in vehicles() if any(_holds(name, wanted) for name in (v.name, *v.aliases)))


def _holds(name: str, wanted: str) -> bool:
    words = re.findall(r"[^\W\d_]+|\d+", name.casefold())
    begins = any("".join(words[k:]).startswith(wanted) for k in range(len(words)))
    return begins or any(wanted in word for word in words)


def find_vehicle(name: str) -> FiledVehicle:
    """The vehicle of a name or alias, whatever its spaces and hyphens; CaseError names the nearest otherwise."""
    wanted = _folded(name)
    for vehicle in vehicles():
        if wanted in map(_folded, (vehicle.name, *vehicle.aliases)):
            return vehicle
    several = [v.name for v in vehicles() if wanted and _folded(v.name).startswith(wanted)]
    names = {_folded(each): v.name for v in vehicles() for each in (v.name, *v.aliases)}
    close = [names[each] for each in get_close_matches(wanted, names, _MOST_NAMES, _CLOSE)]
    nearest = ", ".join(dict.fromkeys((several or close)[:_MOST_NAMES]))
    code = VehicleError.SEVERAL_ON_FILE if len(several) > 1 else VehicleError.NOT_ON_FILE
    raise CaseError(code, where="case.toml", field="vehicle", value=name[:80], nearest=nearest or "none")


def filed_phases(vehicle: FiledVehicle) -> tuple[FiledPhase, ...]:
    """The phases of thrust of a vehicle on file, with what its masses make of them."""
    stated = dict(_stated(vehicle))
    medians = {key: figure.median for key, figure in stated.items()}
    phases = []
    for number, stage in enumerate(vehicle.stages):
        figures = []
        for what in LIMITS:

            def value(of: Mapping[str, float], number: int = number, what: str = what) -> float | None:
                return _phases(vehicle, of)[number].get(what)

            figures.append(_computed(stated, medians, value, LIMITS[what]))
        phases.append(FiledPhase(stage, *figures))
    return tuple(phases)


def filed_table(vehicle: FiledVehicle, bodies: Mapping[str, str]) -> dict[str, Any]:
    """A `[vehicle]` table with the figures of a vehicle on file; `bodies` are names with kinds, as a case has them.

    CaseError where a stage's body goes by no name that the file knows: which stage it is cannot be told.
    """
    left = dict(bodies)
    stages: list[dict[str, Any]] = []
    phases = filed_phases(vehicle)
    for number, phase in enumerate(phases):
        table: dict[str, Any] = {"name": phase.stage.name, "class": phase.stage.kind}
        for key, figure in _claims(phase, last=number == len(phases) - 1 > 0):
            spread = [figure.p05, figure.median, figure.p95]
            table[key] = {"spread": spread, "source": figure.source, "grade": figure.grade}
        dropped = [name for name, kind in left.items() if kind == "stage" and _is_called(phase.stage, name)]
        shed = [name for name, kind in left.items() if kind != "stage" and vehicle.sheds == phase.stage.name]
        for name in (*dropped, *shed):
            del left[name]
        stages.append(table | {"drops": dropped, "sheds": shed})
    for name, kind in left.items():
        if kind == "stage":
            names = ", ".join(stage.name for stage in vehicle.stages)
            raise CaseError(
                VehicleError.BODY_NOT_PLACED,
                where="case.toml",
                field="vehicle",
                value=name,
                vehicle=vehicle.name,
                stages=names,
            )
    return {"stages": stages}


def stated_of(vehicle: FiledVehicle) -> dict[str, Any]:
    """Facts of a remark: the name, how many figures are stated, how many of them only remembered."""
    used = [figure for _, figure in _stated(vehicle)]
    remembered = sum(figure.source == REMEMBERED for figure in used)
    named = [key for key in vehicle.sources if key not in (REMEMBERED, ANY_PAYLOAD)]
    by = ", ".join(dict.fromkeys(vehicle_sources()[key].by for key in named))
    return {"vehicle": vehicle.name, "by": by or "nobody", "used": len(used), "remembered": remembered}


def _phases(vehicle: FiledVehicle, of: Mapping[str, float]) -> list[dict[str, float]]:
    """By phase what the stated values (`"2 propellant_t"`, `"payload_t"`) give, without what they do not."""
    found: list[dict[str, float]] = []
    burnt_t = 0.0  # of the stage, beside its boosters
    for k in range(len(vehicle.stages)):
        own = _values(vehicle, of, k)
        phase: dict[str, float] = {key: own[key] for key in FIGURES[2:4] if key in own}
        stack_t, beside_t = _stack_t(vehicle, of, k), 0.0
        if _has_core_beside(vehicle, k):
            core = _values(vehicle, of, k + 1)
            if not {"propellant_t", "isp_s", "burn_s"} <= set(own) & set(core):
                stack_t = None
            else:
                overlap_s = min(max(own["burn_s"] - core.get("ignition_s", 0.0), 0.0), core["burn_s"])
                beside_t = core["propellant_t"] * overlap_s / core["burn_s"]
                impulse = own["propellant_t"] * own["isp_s"] + beside_t * core["isp_s"]
                phase["isp_s"] = impulse / (own["propellant_t"] + beside_t)
        if stack_t is not None and "propellant_t" in own:
            shed_t = of.get("fairing_t", 0.0) if vehicle.sheds == vehicle.stages[k].name else 0.0
            burns_t = own["propellant_t"] + beside_t - burnt_t
            phase["propellant_fraction"] = _share_burnt(stack_t - burnt_t, burns_t, shed_t)
            if "burn_s" in own:
                phase["burn_s"] = own["burn_s"] * (1.0 - burnt_t / own["propellant_t"])
        burnt_t = beside_t
        found.append(phase)
    return found


def _share_burnt(stack_t: float, burns_t: float, shed_t: float) -> float:
    """The propellant's share that gives the speed of a stack which sheds a mass half-way through its burn."""
    half = stack_t - 0.5 * burns_t
    ratio = stack_t / half * (half - shed_t) / (stack_t - burns_t - shed_t)
    return 1.0 - 1.0 / ratio


def _has_core_beside(vehicle: FiledVehicle, k: int) -> bool:
    """Whether the stage are boosters beside the next one."""
    after = vehicle.stages[k + 1].kind if k + 1 < len(vehicle.stages) else ""
    return vehicle.stages[k].kind == "boosted" and after.endswith("core")


def _values(vehicle: FiledVehicle, of: Mapping[str, float], k: int) -> dict[str, float]:
    """The stated values of a stage, masses of all of its kind together."""
    stage = vehicle.stages[k]
    return {
        key: of[f"{k} {key}"] * (stage.count if key.endswith("_t") else 1)
        for key in FIGURES
        if f"{k} {key}" in of
    }


def _stack_t(vehicle: FiledVehicle, of: Mapping[str, float], first: int) -> float | None:
    """Everything from a stage up, full; None where a mass of it is not stated."""
    whole_t = of.get("payload_t")
    names = [stage.name for stage in vehicle.stages]
    for k in range(first, len(names)):
        own = _values(vehicle, of, k)
        if whole_t is None or not {"propellant_t", "dry_t"} <= set(own):
            return None
        whole_t += own["propellant_t"] + own["dry_t"]
    if whole_t is not None and (vehicle.sheds is None or names.index(vehicle.sheds) >= first):
        whole_t += of.get("fairing_t", 0.0)
    return whole_t


def _computed(
    stated: Mapping[str, Figure],
    medians: Mapping[str, float],
    value: Callable[[Mapping[str, float]], float | None],
    limits: tuple[float, float],
) -> Figure | None:
    """A figure computed from stated ones: its median, spread, the sources of what moves it, the poorest grade.

    The spread is cut where nothing can be: boosters that may outlast their core leave it a short burn, not none.
    """
    middle = value(medians)
    if middle is None:
        return None
    below = above = 0.0
    moves: list[Figure] = []
    for key, figure in stated.items():
        low, high = (value({**medians, key: at}) for at in (figure.p05, figure.p95))
        if low is None or high is None:
            continue
        low, high = sorted((low - middle, high - middle))
        below, above = below + min(low, 0.0) ** 2, above + max(high, 0.0) ** 2
        if high > low:
            moves.append(figure)
    used = [vehicle_sources()[key] for key in dict.fromkeys(figure.source for figure in moves)]
    sources = "computed from: " + "; ".join(f"{source.by}, {source.where}" for source in used)
    grade = max((f.grade for f in moves), default="F6")
    low, middle, high = (
        min(max(x, limits[0]), limits[1]) for x in (middle - sqrt(below), middle, middle + sqrt(above))
    )
    return Figure(low, middle, high, sources, grade)


def _claims(phase: FiledPhase, *, last: bool) -> Iterator[tuple[str, Figure]]:
    """The figures of a phase by their keys in a `[vehicle]` table, as wide as the fit should take them.

    The last stage is cut off at insertion, early or to be lit again: of it the thrust is known, and of the share that
    it burns until then only the most.
    """
    share, burn, isp = phase.propellant_fraction, phase.burn_s, phase.isp_s
    if isp is not None:
        yield "specific_impulse_s", _widened(isp, IMPULSE_ERROR, LIQUID_BOOSTERS if is_liquid(phase) else 1.0)
    if last:
        if share is not None and burn is not None and isp is not None:
            thrust = share.median * isp.median / burn.median
            spread = thrust / THRUST_FACTOR, thrust, thrust * THRUST_FACTOR
            yield "thrust_to_weight", Figure(*spread, burn.source, burn.grade)
        if share is not None:
            cut = LAST_SHARE[0] * share.median, LAST_SHARE[1] * share.median, share.p95
            yield "propellant_fraction", Figure(*cut, share.source, share.grade)
        return
    if share is not None:
        yield "propellant_fraction", share
    if burn is not None:
        yield "burn_time_s", burn


def is_liquid(phase: FiledPhase) -> bool:
    """Whether the phase is that of strap-ons with liquid propellants."""
    isp = phase.stage.figures.get("isp_s")
    return phase.stage.kind == "boosted" and isp is not None and isp.median > SOLID_AT_MOST_S


def _widened(figure: Figure, share: float, factor: float) -> Figure:
    """A figure times a factor, with an error more, one sigma of which is a share of it; cut at the limits."""
    more = Z95 * share * figure.median
    low = figure.median - hypot(figure.median - figure.p05, more)
    high = figure.median + hypot(figure.p95 - figure.median, more)
    least, most = LIMITS["isp_s"]
    low, middle, high = (min(max(factor * x, least), most) for x in (low, figure.median, high))
    return Figure(low, middle, high, figure.source, figure.grade)


def _stated(vehicle: FiledVehicle) -> Iterator[tuple[str, Figure]]:
    for key, figure in (("payload_t", vehicle.payload_t), ("fairing_t", vehicle.fairing_t)):
        if figure is not None:
            yield key, figure
    for number, stage in enumerate(vehicle.stages):
        for key, figure in stage.figures.items():
            yield f"{number} {key}", figure


def _is_called(stage: FiledStage, body: str) -> bool:
    """Whether a body goes by a name of the stage: "First stage", "stage1" and "S1" are "Stage 1"."""
    return _stage_word(body) in {_stage_word(name) for name in (stage.name, *stage.called)}


def _stage_word(name: str) -> str:
    words = [_ORDINALS.get(word, word) for word in re.findall(r"[a-z]+|\d+(?:st|nd|rd)?", name.casefold())]
    number = next((word for word in words if word.isdigit()), None)
    if number is not None and {"stage", "s"} & set(words):
        return f"stage{number}"
    return "".join(word.removesuffix("s") for word in words)


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(table_text(TABLE))


def _vehicle(row: Mapping[str, Any]) -> FiledVehicle:
    stages = tuple(
        FiledStage(
            stage["name"],
            stage["class"],
            tuple(stage.get("called", ())),
            stage.get("count", 1),
            {key: Figure(*stage[key]) for key in FIGURES if key in stage},
        )
        for stage in row["stages"]
    )
    payload, fairing = (Figure(*row[key]) if key in row else None for key in ("payload_t", "fairing_t"))
    used = [figure for stage in stages for figure in stage.figures.values()]
    used += [figure for figure in (payload, fairing) if figure]
    return FiledVehicle(
        row["name"],
        tuple(row["aliases"]),
        row.get("note", ""),
        stages,
        payload,
        fairing,
        row.get("fairing_leaves_during"),
        tuple(dict.fromkeys(figure.source for figure in used)),
    )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())
