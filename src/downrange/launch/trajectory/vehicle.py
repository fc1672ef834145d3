"""Vehicle: what is supposed of each phase of powered flight, and what leaves the vehicle when.

A phase is a stretch of thrust: one stage, or the boosters with the core, or the core alone after them. Three figures
make it: zeta, the propellant's share of the whole stack at ignition; the specific impulse; thrust over weight at
ignition. Where a case gives no figure, the class of the phase does: broad priors of the project's study of ten civil
flights (2026), which say how little is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from downrange.kernel.figures import Figure, read_figure
from downrange.kernel.tables import Entry


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of thrust: propellant share of the stack, specific impulse in s, ln(thrust / weight), coast before.

    `decline` is by how much of its middle the flow falls from ignition to burn-out (see `equations`).
    `log_separation_s` is the logarithm of the seconds from burn-out to separation. `coast_s` are the least and the
    most seconds from the separation before to ignition, rather the least; a phase that `burns_on` was alight before
    and counts from the burn-out.
    """

    name: str
    zeta: Figure
    isp_s: Figure
    log_thrust_to_weight: Figure
    decline: Figure
    log_separation_s: Figure
    coast_s: tuple[float, float]
    burns_on: bool


@dataclass(frozen=True, slots=True)
class Falling:
    """A body that comes down: its kind ("stage", "fairing", "other"), kg/m2 (median) and the sd of its logarithm."""

    name: str
    kind: str
    beta_kg_m2: float
    beta_log_sd: float


@dataclass(frozen=True, slots=True)
class Part:
    """A body that is dropped: after which phase (0 the first), or during it; kg/m2 and the sd of its logarithm.

    What `shields` (a fairing) leaves only where the air no longer heats what is under it.
    """

    name: str
    phase: int
    during: bool
    beta_kg_m2: float
    beta_log_sd: float
    shields: bool

    @property
    def moment(self) -> str:
        """The name of the event at which it leaves (the last phase ends with "insertion")."""
        return f"{self.name.lower()} separation" if self.during else f"stage {self.phase + 1} separation"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """Phases in order and the bodies that are dropped; `says` what the figures stand on."""

    phases: tuple[Phase, ...]
    parts: tuple[Part, ...]
    says: str

    def assumptions(self) -> list[dict[str, Any]]:
        """Every figure the ascents stand on, as plain values; where it is a logarithm, `what` says so."""
        return [
            {
                "what": f"{phase.name}, {what}",
                "middle": figure.median,
                "sd": figure.sd,
                "source": figure.source,
                "grade": figure.grade,
            }
            for phase in self.phases
            for what, figure in (
                ("propellant share of the stack", phase.zeta),
                ("specific impulse, s", phase.isp_s),
                ("logarithm of thrust over weight", phase.log_thrust_to_weight),
                ("decline of the flow", phase.decline),
                ("logarithm of the seconds from burn-out to separation", phase.log_separation_s),
            )
        ]


_CLASS_SOURCE, _CLASS_GRADE = "class of the stage: study of ten civil flights (2026)", "D4"


def _class(
    zeta: tuple[float, float],
    isp_s: tuple[float, float],
    thrust: tuple[float, float],
    decline: tuple[float, float],
    separation_s: tuple[float, float],
    coast_s: tuple[float, float],
) -> tuple[Figure, Figure, Figure, Figure, Figure, tuple[float, float]]:
    (weight, spread), (after, factor) = thrust, separation_s
    figures = (zeta, isp_s, (log(weight), spread), decline, (log(after), factor))
    share, impulse, push, falls, apart = (
        Figure.normal(*figure, _CLASS_SOURCE, _CLASS_GRADE) for figure in figures
    )
    return share, impulse, push, falls, apart, coast_s


# Class: zeta, Isp in a vacuum, thrust over weight (median, sd of its logarithm), decline, seconds from burn-out to
# separation (median, sd of its logarithm), coast before (from, to; s).
# Thrust is the even thrust that burns the propellant in the time. From masses and burn times of Nuri, Naro, Unha-3,
# Long March 2D, H-IIA and B, H3, Ariane 5, PSLV, Vega, Epsilon, Falcon 9 and Atlas V, rounded, partly from memory,
# and not from where anything fell. Of H-IIA: 65 t in each of two boosters at 284 s and 26 t of the core at 438 s are
# 0.54 of 289 t at 309 s, gone in 100 s: 1.67 of the weight; 76 t of the core are then 0.67 of 113 t. So too: boosted
# Ariane 5 0.67, 288 s, 1.48; H3-22 0.49, 334 s, 1.56; LVM3 0.64, 274 s, 1.35; Delta IV M+(5,4) 0.37, 304 s, 1.19;
# cores Ariane 5 0.73, LVM3 0.70, H3-22 0.67, H-IIB 0.66. Thrust over weight of liquid first stages, in a vacuum:
# Nuri 1.68, Falcon 9 1.53, Long March 2D 1.4, Atlas V 401 1.27; of storable second stages: PSLV 1.33, GSLV 1.27, Long
# March 4B 1.4. Separation after burn-out: H-IIA boosters 10 s, first stage 8 s; Ariane 5 boosters 9 s; Naro 3 s.
CLASSES = {
    "first": _class((0.65, 0.06), (280.0, 20.0), (1.52, 0.15), (0.05, 0.15), (3.0, 0.6), (0.0, 0.0)),
    "kerosene first": _class((0.65, 0.06), (303.0, 12.0), (1.50, 0.12), (0.05, 0.15), (3.0, 0.5), (0.0, 0.0)),
    "long first": _class((0.82, 0.06), (330.0, 12.0), (1.30, 0.10), (0.3, 0.3), (4.0, 0.5), (0.0, 0.0)),
    "boosted": _class((0.58, 0.07), (302.0, 16.0), (1.53, 0.16), (0.4, 0.25), (7.0, 0.6), (0.0, 0.0)),
    "solid first": _class((0.63, 0.05), (270.0, 10.0), (1.60, 0.12), (0.6, 0.3), (3.0, 0.7), (0.0, 0.0)),
    "core": _class((0.68, 0.045), (432.0, 12.0), (1.08, 0.27), (0.0, 0.1), (6.0, 0.4), (0.0, 0.0)),
    "upper": _class((0.65, 0.10), (305.0, 20.0), (1.15, 0.33), (0.0, 0.1), (3.0, 0.6), (1.0, 12.0)),
    "kerosene upper": _class((0.65, 0.08), (318.0, 14.0), (1.1, 0.30), (0.0, 0.1), (3.0, 0.6), (1.0, 12.0)),
    "storable upper": _class((0.65, 0.08), (295.0, 8.0), (1.30, 0.25), (0.0, 0.1), (3.0, 0.6), (1.0, 12.0)),
    "last": _class((0.62, 0.12), (305.0, 20.0), (0.55, 0.45), (0.0, 0.1), (3.0, 0.6), (1.0, 400.0)),
    "kerosene last": _class((0.66, 0.10), (328.0, 14.0), (0.50, 0.35), (0.0, 0.1), (3.0, 0.6), (1.0, 400.0)),
    "hydrogen upper": _class((0.63, 0.10), (447.0, 10.0), (0.45, 0.40), (0.0, 0.1), (6.0, 0.6), (1.0, 15.0)),
    "solid upper": _class((0.62, 0.10), (288.0, 7.0), (1.75, 0.20), (0.3, 0.3), (15.0, 1.2), (1.0, 300.0)),
}
_FRACTION, _IMPULSE, _THRUST = _FIGURES = ("propellant_fraction", "specific_impulse_s", "thrust_to_weight")
_SEPARATION = "separation_after_s"
BURNS_ON = frozenset({"core"})
_LIMITS = {_FRACTION: (0.02, 0.97), _IMPULSE: (100.0, 500.0), _THRUST: (0.05, 6.0), _SEPARATION: (0.1, 900.0)}
UNKNOWN: Mapping[str, Any] = {"stages": [{"class": "first"}, {"class": "upper"}, {"class": "last"}]}
MOST_STAGES = 6
_LONGEST_COAST_S = 3600.0


def read_vehicle(table: Mapping[str, Any] | None, bodies: Sequence[Falling]) -> Vehicle:
    """The `[vehicle]` table of a case: `stages`, each with a `class` and, where known, figures with their spread.

    A figure is ``{ spread = [p05, median, p95], source = "...", grade = "..." }``: of `propellant_fraction`,
    `specific_impulse_s`, `thrust_to_weight` (even thrust in a vacuum) and `separation_after_s` (from burn-out);
    `coast_s` is ``[least, most]``, from the separation before to ignition (of a "core" from its boosters' burn-out);
    `drops` and `sheds` name the bodies that leave at the end of the stage and during it. Bodies that no stage names
    leave as is usual: stages in order, fairings during the second. Without a table three stages of broad classes are
    supposed, and `says` tells so. Raises :class:`~downrange.errors.CaseError` for anything else, with its place.
    """
    entry = Entry(UNKNOWN if table is None else table, "case.toml, vehicle")
    stages = entry.entries("stages")
    if len(stages) > MOST_STAGES:
        raise entry.wrong(f"there are more than {MOST_STAGES} stages", hint="Leave out the last.")
    entry.done()
    claimed = sum(figure in stage for stage in stages for figure in _FIGURES)
    says = (
        "nothing is known of the vehicle: three stages of broad classes"
        if table is None
        else f"{len(stages)} phases of thrust; {claimed} of {3 * len(stages)} figures claimed, the rest by class"
    )
    phases = tuple(_phase(stage, number) for number, stage in enumerate(stages))
    parts = _parts(entry, stages, bodies)
    for stage in stages:
        stage.done()
    return Vehicle(phases, parts, says)


def _parts(entry: Entry, stages: Sequence[Entry], bodies: Sequence[Falling]) -> tuple[Part, ...]:
    """Each body with the phase it leaves after, or during."""
    named: dict[str, tuple[int, bool]] = {}
    for number, stage in enumerate(stages):
        for key, during in (("drops", False), ("sheds", True)):
            for name in stage.texts(key):
                if name in named or name not in {body.name for body in bodies}:
                    raise stage.wrong(
                        f"{key}: {name!r} is no body of the case, or leaves twice",
                        hint=f"Bodies: {', '.join(repr(body.name) for body in bodies) or 'none'}.",
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
            raise entry.wrong(f"{body.name} is one stage more than [vehicle] has", hint="Add a stage.")
        parts.append(
            Part(body.name, phase, during, body.beta_kg_m2, body.beta_log_sd, body.kind == "fairing")
        )
    return tuple(parts)


def _phase(stage: Entry, number: int) -> Phase:
    kind = stage.choice("class", tuple(CLASSES))
    zeta, isp, thrust, decline, apart, coast = CLASSES[kind]
    if _FRACTION in stage:
        zeta = read_figure(stage, _FRACTION, _LIMITS[_FRACTION])
    if _IMPULSE in stage:
        isp = read_figure(stage, _IMPULSE, _LIMITS[_IMPULSE])
    if _THRUST in stage:
        thrust = read_figure(stage, _THRUST, _LIMITS[_THRUST]).logarithm()
    if _SEPARATION in stage:
        apart = read_figure(stage, _SEPARATION, _LIMITS[_SEPARATION]).logarithm()
    if "coast_s" in stage:
        least, most = stage.numbers("coast_s", 2, 0.0, _LONGEST_COAST_S)
        if least > most or (number == 0 and most > 0.0):
            raise stage.wrong(f"coast_s [{least:g}, {most:g}] is no interval, or stands before lift-off")
        coast = least, most
    name = stage.optional_text("name") or f"stage {number + 1}"
    return Phase(name, zeta, isp, thrust, decline, apart, coast, kind in BURNS_ON)
