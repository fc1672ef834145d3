"""Bodies: what is claimed about each thing that falls, read strictly from the tables of a case.

Nothing here is a fact. Every figure is an `Assumed` value: its 5th percentile, median and 95th percentile,
who says so, and a grade. They are carried whole into the result, so that a reader sees on what it stands.

Class priors of the ballistic coefficient (stages 435 kg/m2, log sd 0.6; fairings 45, 0.4): the project's
study of 19 fallen bodies of 10 civil flights, 2026.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import exp, isfinite
from typing import Any

import numpy as np

from downrange.errors import CaseError
from downrange.kernel.arrays import Floats

Z95 = 1.6448536269514722  # the standard normal's 95th percentile
_CLASS_PRIORS = {"stage": (435.0, 0.6), "fairing": (45.0, 0.4)}
_CLASS_SOURCE = "class of the body: study of 19 fallen bodies of 10 civil flights (2026)"
KINDS = ("stage", "fairing", "other")
# What each burn-out figure may be: the least and the most a vehicle can show.
_LIMITS = {
    "after_s": (1.0, 7200.0),
    "altitude_km": (1.0, 1000.0),
    "flight_path_deg": (-30.0, 89.0),
    "downrange_fraction": (0.0, 0.9),
    "range_km": (1.0, 19_000.0),
    "azimuth_deg": (-360.0, 720.0),
}


@dataclass(frozen=True, slots=True)
class Assumed:
    """One figure that somebody states or we suppose: 5 %, median, 95 %, its source and grade."""

    p05: float
    median: float
    p95: float
    source: str
    grade: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Zone:
    """The body lands anywhere inside this ring (2, N), with equal chance."""

    ring: Floats
    source: str
    grade: str
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """The body lands about this place, scattered normally by `sd_km` in each direction."""

    lat_deg: float
    lon_deg: float
    sd_km: float
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Ranged:
    """The body lands this far from the pad, in this direction."""

    range_km: Assumed
    azimuth_deg: Assumed


Landing = Zone | Reported | Ranged


@dataclass(frozen=True, slots=True)
class Body:
    """A body whose fall was announced or reported, and the burn-out from which it falls.

    The flight path angle is that of the velocity relative to the Earth, above the local horizon;
    `downrange_fraction` is the share of the ground distance pad to landing point covered at burn-out.
    """

    name: str
    kind: str
    lands: Landing
    after_s: Assumed
    altitude_km: Assumed
    flight_path_deg: Assumed
    downrange_fraction: Assumed
    ballistic_coefficient_kg_m2: Assumed

    def assumptions(self) -> list[dict[str, Any]]:
        """Every claim the result stands on, as plain values."""
        named = {
            "seconds after lift-off of burn-out": self.after_s,
            "burn-out altitude, km": self.altitude_km,
            "burn-out flight path angle, deg": self.flight_path_deg,
            "share of the range covered at burn-out": self.downrange_fraction,
            "ballistic coefficient, kg/m2": self.ballistic_coefficient_kg_m2,
        }
        lands = self.lands
        if isinstance(lands, Ranged):
            named |= {"fall range, km": lands.range_km, "fall azimuth, deg": lands.azimuth_deg}
            return [{"what": what, **claim.as_dict()} for what, claim in named.items()]
        says = "lands anywhere in its zone, with equal chance"
        if isinstance(lands, Reported):
            says = f"lands at {lands.lat_deg:.2f}, {lands.lon_deg:.2f} within {lands.sd_km:g} km (one sigma)"
        landing = {"what": says, "source": lands.source, "grade": lands.grade}
        return [landing, *({"what": what, **claim.as_dict()} for what, claim in named.items())]


def read_bodies(tables: Sequence[Mapping[str, Any]], areas: Mapping[str, Floats]) -> tuple[Body, ...]:
    """The bodies of a case's ``[[bodies]]`` tables; `areas` are its notices' rings (2, N) by label.

    CaseError names the body and the key that is missing, unknown or senseless.
    """
    bodies = tuple(_body(table, number, areas) for number, table in enumerate(tables, start=1))
    names = [body.name for body in bodies]
    for name in names:
        if names.count(name) > 1:
            raise CaseError(f"two bodies are called {name!r}", where="bodies", hint="Give each its own name.")
    return bodies


def _body(table: Mapping[str, Any], number: int, areas: Mapping[str, Floats]) -> Body:
    where = f"bodies, number {number}"
    _only(table, {"name", "kind", "lands", "burnout"}, {"ballistic_coefficient_kg_m2"}, where)
    name, kind = _text(table, "name", where), _text(table, "kind", where)
    where = f"body {name!r}"
    if kind not in KINDS:
        raise CaseError(f"unknown kind {kind!r}", where=where, hint=f"It is one of {', '.join(KINDS)}.")
    burnout = _table(table, "burnout", where)
    figures = ("after_s", "altitude_km", "flight_path_deg", "downrange_fraction")
    _only(burnout, set(figures), set(), f"{where}, burnout")
    after_s, altitude_km, flight_path_deg, downrange_fraction = (
        read_assumed(_table(burnout, figure, where), figure, where) for figure in figures
    )
    return Body(
        name=name,
        kind=kind,
        lands=_landing(_table(table, "lands", where), areas, f"{where}, lands"),
        after_s=after_s,
        altitude_km=altitude_km,
        flight_path_deg=flight_path_deg,
        downrange_fraction=downrange_fraction,
        ballistic_coefficient_kg_m2=_coefficient(table, kind, where),
    )


def _landing(table: Mapping[str, Any], areas: Mapping[str, Floats], where: str) -> Landing:
    said = {"source", "grade"}
    source, grade = _text(table, "source", where), _text(table, "grade", where)
    if "area" in table:
        _only(table, {"area"} | said, set(), where)
        label = _text(table, "area", where)
        if label not in areas:
            known = ", ".join(map(repr, areas)) or "none"
            raise CaseError(
                f"no area {label!r} in the notices", where=where, hint=f"Areas with a shape: {known}."
            )
        return Zone(np.asarray(areas[label], dtype=np.float64), source, grade, label)
    if "ring" in table:
        _only(table, {"ring"} | said, set(), where)
        try:
            ring = np.array(table["ring"], dtype=np.float64).T
        except (TypeError, ValueError) as error:
            raise CaseError(
                "a ring is a list of [lat, lon]", where=where, hint="Write decimal degrees."
            ) from error
        if ring.ndim != 2 or ring.shape[0] != 2 or ring.shape[1] < 3 or not (np.abs(ring[0]) <= 90).all():
            raise CaseError("this is no ring", where=where, hint="Give three or more [lat, lon], not closed.")
        return Zone(ring, source, grade)
    if "range_km" in table:
        _only(table, {"range_km", "azimuth_deg"} | said, set(), where)
        range_km, azimuth_deg = (
            read_assumed({"spread": table[key], "source": source, "grade": grade}, key, where)
            for key in ("range_km", "azimuth_deg")
        )
        return Ranged(range_km, azimuth_deg)
    _only(table, {"lat", "lon", "sd_km"} | said, set(), where)
    lat, lon, sd = (_number(table[key], key, where) for key in ("lat", "lon", "sd_km"))
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 < sd < 2000):
        raise CaseError(
            f"no such place: lat {lat}, lon {lon}, sd_km {sd}", where=where, hint="Check the figures."
        )
    return Reported(lat, lon, sd, source, grade)


def read_assumed(table: Mapping[str, Any], figure: str, where: str) -> Assumed:
    """One ``{ spread = [p05, median, p95], source, grade }``; CaseError says what is wrong with it."""
    where = f"{where}, {figure}"
    _only(table, {"spread", "source", "grade"}, set(), where)
    spread = table["spread"]
    if not isinstance(spread, Sequence) or len(spread) != 3:
        raise CaseError("a spread has three figures", where=where, hint="Give [p05, median, p95].")
    p05, median, p95 = (_number(value, "spread", where) for value in spread)
    least, most = _LIMITS[figure]
    if not least <= p05 <= median <= p95 <= most:
        raise CaseError(
            f"spread {list(spread)} does not rise within {least:g} to {most:g}", where=where, hint="Check it."
        )
    return Assumed(p05, median, p95, _text(table, "source", where), _text(table, "grade", where))


def _coefficient(table: Mapping[str, Any], kind: str, where: str) -> Assumed:
    key = "ballistic_coefficient_kg_m2"
    where = f"{where}, {key}"
    if key in table:
        given = _table(table, key, where)
        _only(given, {"median", "log_sd", "source", "grade"}, set(), where)
        median, log_sd = _number(given["median"], "median", where), _number(given["log_sd"], "log_sd", where)
        source, grade = _text(given, "source", where), _text(given, "grade", where)
    elif kind in _CLASS_PRIORS:
        (median, log_sd), source, grade = _CLASS_PRIORS[kind], _CLASS_SOURCE, "D4"
    else:
        raise CaseError("a body of kind 'other' needs it", where=where, hint="Give median and log_sd.")
    if not (0.1 <= median <= 1e5 and 0 <= log_sd <= 3):
        raise CaseError(f"median {median}, log_sd {log_sd} make no sense", where=where, hint="Check them.")
    factor = exp(Z95 * log_sd)
    return Assumed(median / factor, median, median * factor, source, grade)


def _only(table: Mapping[str, Any], needed: set[str], allowed: set[str], where: str) -> None:
    if missing := sorted(needed - table.keys()):
        raise CaseError(f"missing: {', '.join(missing)}", where=where, hint="Add what is missing.")
    if unknown := sorted(table.keys() - needed - allowed):
        known = ", ".join(sorted(needed | allowed))
        raise CaseError(f"unknown: {', '.join(unknown)}", where=where, hint=f"Known here: {known}.")


def _table(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = table[key]
    if not isinstance(value, Mapping):
        raise CaseError(f"{key} is no table", where=where, hint="Give it as a table or { key = value, ... }.")
    return value


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f"{key} must be a text", where=where, hint=f'Write {key} = "...".')
    return value


def _number(value: Any, key: str, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise CaseError(f"{key} must be a number, not {value!r}", where=where, hint="Give a plain number.")
    return float(value)
