"""The vehicle: what is assumed of each phase of powered flight, and what separates when.

A phase is a stretch of thrust: one stage, or the boosters with the core, or the core alone after them. Three figures
make it: the propellant's share of the whole stack at ignition, the specific impulse, and thrust over weight at
ignition. Where a case gives no figure, the class of the phase does (`data/stage_classes.csv`): broad priors.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any

from downrange.codes import Remark
from downrange.kernel.figures import Figure, read_figure
from downrange.kernel.package_data import table_rows
from downrange.kernel.tables import Entry
from downrange.launch.trajectory.flight_events import EventKind, FlightEvent
from downrange.launch.trajectory.trajectory_codes import AscentRemark, VehicleError
from downrange.launch.trajectory.vehicles_on_file import LIMITS, filed_table, find_vehicle, stated_of


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of thrust: propellant share of the stack, specific impulse in s, ln(thrust / weight), coast before.

    `decline` is by how much of its middle the flow falls from ignition to burn-out (see `powered_flight`).
    `log_separation_s` is the logarithm of the seconds from burn-out to separation. `coast_s` are the least and the
    most seconds from the separation before to ignition, rather the least; a phase
    `ignited_with_previous` burns already, and its seconds count from the burn-out before. `log_burn_s`, where it is
    given, is the logarithm of the seconds of thrust, which thrust over weight then follows.
    """

    name: str
    propellant_fraction: Figure
    isp_s: Figure
    log_thrust_to_weight: Figure
    decline: Figure
    log_separation_s: Figure
    coast_s: tuple[float, float]
    ignited_with_previous: bool
    log_burn_s: Figure | None = None


@dataclass(frozen=True, slots=True)
class FallingBody:
    """A body that comes down: its kind ("stage", "fairing", "other"), kg/m2 (median) and the sd of its logarithm."""

    name: str
    kind: str
    beta_kg_m2: float
    beta_log_sd: float


@dataclass(frozen=True, slots=True)
class Part:
    """A body that is dropped: after which phase (0 the first), or during it; kg/m2 and the sd of its logarithm.

    A fairing is jettisoned only where the air no longer heats what is under it.
    """

    name: str
    phase: int
    during: bool
    beta_kg_m2: float
    beta_log_sd: float
    is_fairing: bool

    @property
    def event(self) -> FlightEvent:
        """The separation at which it leaves (the last phase has none: it ends with the insertion)."""
        if self.during:
            return FlightEvent(EventKind.SEPARATION, body=self.name)
        return FlightEvent(EventKind.SEPARATION, self.phase + 1)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Phases in order and the bodies that separate; `remark`: what the figures stand on.

    `usual_heights`: whether fairings of which no height is known leave at usual ones (`fairing_heights`). That helped
    vehicles on file (2026); by class it did not, where what is not known of the stages outweighs it.
    """

    phases: tuple[Phase, ...]
    parts: tuple[Part, ...]
    remark: Remark
    usual_heights: bool = False


_CLASS_SOURCE, _CLASS_GRADE = "class of the stage: study of ten civil flights (2026)", "D4"


def _class(row: Mapping[str, str]) -> Phase:
    """A row of the table of classes as the phase of a stage of which nothing else is known."""
    x = {key: float(text) for key, text in row.items() if key not in ("class", "ignited_with_previous")}

    def figure(median: float, sd: str) -> Figure:
        return Figure.normal(median, x[sd], _CLASS_SOURCE, _CLASS_GRADE)

    return Phase(
        row["class"],
        figure(x["propellant_fraction"], "propellant_fraction_sd"),
        figure(x["isp_s"], "isp_sd_s"),
        figure(log(x["thrust_to_weight"]), "thrust_to_weight_log_sd"),
        figure(x["decline"], "decline_sd"),
        figure(log(x["separation_s"]), "separation_log_sd"),
        (x["least_coast_s"], x["most_coast_s"]),
        row["ignited_with_previous"] == "yes",
    )


STAGE_CLASSES = {row["class"]: _class(row) for row in table_rows("stage_classes.csv")}
_FRACTION, _IMPULSE, _THRUST = _FIGURES = ("propellant_fraction", "specific_impulse_s", "thrust_to_weight")
_SEPARATION, _BURN = "separation_after_s", "burn_time_s"
_LIMITS = {
    _FRACTION: LIMITS["propellant_fraction"],
    _IMPULSE: LIMITS["isp_s"],
    _THRUST: (0.05, 6.0),
    _SEPARATION: (0.1, 900.0),
    _BURN: LIMITS["burn_s"],
}
UNKNOWN: Mapping[str, Any] = {"stages": [{"class": "first"}, {"class": "upper"}, {"class": "last"}]}
MOST_STAGES = 6
_LONGEST_COAST_S = 3600.0


def read_vehicle(table: Mapping[str, Any] | str | None, bodies: Sequence[FallingBody]) -> Vehicle:
    """The name of a vehicle on file, or the `[vehicle]` table of a case: `stages`, each with a `class` and, where
    known, figures with their spread.

    A figure is ``{ spread = [p05, median, p95], source = "...", grade = "..." }``: of `propellant_fraction`,
    `specific_impulse_s`, `thrust_to_weight` (even thrust in a vacuum) or `burn_time_s`, and `separation_after_s`
    (from burn-out);
    `coast_s` is ``[least, most]``, from the separation before to ignition (of a "core" from its boosters' burn-out);
    `drops` and `sheds` name the bodies that leave at the end of the stage and during it. Bodies that no stage names
    leave as is usual: stages in order, fairings during the second. Without a table three stages of broad classes are
    assumed, as `remark` says. Raises :class:`~downrange.errors.CaseError` for anything else, with its place.
    """
    filed = find_vehicle(table) if isinstance(table, str) else None
    if filed is not None:
        table = filed_table(filed, {body.name: body.kind for body in bodies})
    entry = Entry(table if isinstance(table, Mapping) else UNKNOWN, "case.toml, vehicle")
    stages = entry.entries("stages")
    if len(stages) > MOST_STAGES:
        raise entry.wrong(VehicleError.TOO_MANY_STAGES, field="stages", most=MOST_STAGES)
    entry.done()
    claimed = sum(figure in stage for stage in stages for figure in (*_FIGURES, _BURN))
    facts = {"phases": len(stages), "stated": claimed, "possible": len(_FIGURES) * len(stages)}
    remark = Remark(AscentRemark.NO_VEHICLE if table is None else AscentRemark.VEHICLE, facts)
    if filed is not None:
        remark = Remark(AscentRemark.ON_FILE, facts | stated_of(filed))
    phases = tuple(_phase(stage, number) for number, stage in enumerate(stages))
    parts = _parts(entry, stages, bodies)
    for stage in stages:
        stage.done()
    return Vehicle(phases, parts, remark, usual_heights=filed is not None)


def _parts(entry: Entry, stages: Sequence[Entry], bodies: Sequence[FallingBody]) -> tuple[Part, ...]:
    """Each body with the phase it leaves after, or during."""
    named: dict[str, tuple[int, bool]] = {}
    for number, stage in enumerate(stages):
        for key, during in (("drops", False), ("sheds", True)):
            for name in stage.texts(key):
                if name in named or name not in {body.name for body in bodies}:
                    raise stage.wrong(
                        VehicleError.NO_SUCH_BODY,
                        field=key,
                        value=name,
                        bodies=", ".join(repr(body.name) for body in bodies) or "none",
                    )
                named[name] = number, during
    usual = iter(number for number in range(len(stages)) if (number, False) not in named.values())
    parts = []
    for body in bodies:
        if body.name in named:
            phase, during = named[body.name]
        elif body.kind == "stage":
            phase, during = next(usual, len(stages)), False
        else:
            phase, during = min(1, len(stages) - 1), True
        if phase >= len(stages):
            raise entry.wrong(VehicleError.STAGE_MISSING, field="stages", value=body.name)
        parts.append(
            Part(body.name, phase, during, body.beta_kg_m2, body.beta_log_sd, body.kind == "fairing")
        )
    return tuple(parts)


def _phase(stage: Entry, number: int) -> Phase:
    phase = STAGE_CLASSES[stage.choice("class", tuple(STAGE_CLASSES))]
    if _FRACTION in stage:
        phase = replace(phase, propellant_fraction=read_figure(stage, _FRACTION, _LIMITS[_FRACTION]))
    if _IMPULSE in stage:
        phase = replace(phase, isp_s=read_figure(stage, _IMPULSE, _LIMITS[_IMPULSE]))
    if _BURN in stage:
        if _THRUST in stage:
            raise stage.wrong(VehicleError.THRUST_TWICE, field=_BURN)
        phase = replace(phase, log_burn_s=read_figure(stage, _BURN, _LIMITS[_BURN]).logarithm())
    if _THRUST in stage:
        thrust = read_figure(stage, _THRUST, _LIMITS[_THRUST]).logarithm()
        phase = replace(phase, log_thrust_to_weight=thrust)
    if _SEPARATION in stage:
        separation = read_figure(stage, _SEPARATION, _LIMITS[_SEPARATION]).logarithm()
        phase = replace(phase, log_separation_s=separation)
    if "coast_s" in stage:
        least, most = stage.numbers("coast_s", 2, 0.0, _LONGEST_COAST_S)
        if least > most or (number == 0 and most > 0.0):
            raise stage.wrong(VehicleError.BAD_COAST, field="coast_s", least=least, most=most)
        phase = replace(phase, coast_s=(least, most))
    return replace(phase, name=stage.optional_text("name") or f"stage {number + 1}")
