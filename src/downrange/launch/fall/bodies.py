"""Bodies: what is claimed about each thing that falls, read strictly from the tables of a case.

Nothing here is a fact: each `Figure` has its percentiles, source and grade, and is carried whole into the result.

Class priors of the ballistic coefficient are those of `data/body_classes.csv`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from downrange.codes import Remark
from downrange.errors import CaseError
from downrange.kernel.arrays import Floats
from downrange.kernel.figures import Figure, read_figure, read_percentiles
from downrange.kernel.package_data import table_rows
from downrange.kernel.tables import Entry
from downrange.launch.fall.fall_codes import BodyClaim, BodyError

_CLASS_PRIORS = {
    row["kind"]: (float(row["ballistic_coefficient_kg_m2"]), float(row["log_sd"]))
    for row in table_rows("body_classes.csv")
}
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

    range_km: Figure
    azimuth_deg: Figure


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
    after_s: Figure
    altitude_km: Figure
    flight_path_deg: Figure
    downrange_fraction: Figure
    ballistic_coefficient_kg_m2: Figure

    def assumptions(self) -> list[dict[str, Any]]:
        """Every claim the result stands on, as plain values."""
        lands = self.lands
        named = {
            BodyClaim.BURNOUT_TIME: self.after_s,
            BodyClaim.BURNOUT_ALTITUDE: self.altitude_km,
            BodyClaim.BURNOUT_PATH: self.flight_path_deg,
            BodyClaim.DOWNRANGE_FRACTION: self.downrange_fraction,
            BodyClaim.BALLISTIC_COEFFICIENT: self.ballistic_coefficient_kg_m2,
        }
        if isinstance(lands, Ranged):
            named |= {BodyClaim.FALL_RANGE: lands.range_km, BodyClaim.FALL_AZIMUTH: lands.azimuth_deg}
        rows = [{"what": code.says(), "code": str(code), **claim.as_dict()} for code, claim in named.items()]
        if isinstance(lands, Ranged):
            return rows
        place = Remark(BodyClaim.IN_ZONE)
        if isinstance(lands, Reported):
            facts = {"lat_deg": lands.lat_deg, "lon_deg": lands.lon_deg, "sd_km": lands.sd_km}
            place = Remark(BodyClaim.NEAR_PLACE, facts)
        first = {"what": place.says, "code": str(place.code), "source": lands.source, "grade": lands.grade}
        return [first, *rows]


def read_bodies(tables: Sequence[Mapping[str, Any]], areas: Mapping[str, Floats]) -> tuple[Body, ...]:
    """The bodies of a case's ``[[bodies]]`` tables; `areas` are its notices' rings (2, N) by label.

    CaseError names the body and the key that is missing, unknown or not sensible.
    """
    bodies = tuple(_body(table, number, areas) for number, table in enumerate(tables, start=1))
    names = [body.name for body in bodies]
    for name in names:
        if names.count(name) > 1:
            raise CaseError(BodyError.SAME_NAME, where="bodies", field="name", value=name)
    return bodies


def _body(table: Mapping[str, Any], number: int, areas: Mapping[str, Floats]) -> Body:
    entry = Entry(table, f"bodies, number {number}")
    name = entry.text("name")
    entry.where = f"body {name!r}"
    kind, burnout = entry.choice("kind", KINDS), entry.table("burnout")
    body = Body(
        name=name,
        kind=kind,
        lands=_landing(entry.table("lands"), areas),
        after_s=_figure(burnout, "after_s"),
        altitude_km=_figure(burnout, "altitude_km"),
        flight_path_deg=_figure(burnout, "flight_path_deg"),
        downrange_fraction=_figure(burnout, "downrange_fraction"),
        ballistic_coefficient_kg_m2=_coefficient(entry, kind),
    )
    burnout.done()
    entry.done()
    return body


def _figure(entry: Entry, key: str) -> Figure:
    return read_figure(entry, key, _LIMITS[key])


def _landing(entry: Entry, areas: Mapping[str, Floats]) -> Landing:
    source, grade = entry.text("source"), entry.text("grade")
    lands: Landing
    if "area" in entry:
        label = entry.text("area")
        if label not in areas:
            known = ", ".join(map(repr, areas)) or "none"
            raise entry.wrong(BodyError.NO_AREA, field="area", value=label, areas=known)
        lands = Zone(np.asarray(areas[label], dtype=np.float64), source, grade, label)
    elif "ring" in entry:
        lands = Zone(_ring(entry), source, grade)
    elif "range_km" in entry:
        range_km, azimuth_deg = (
            Figure(*read_percentiles(entry, key, _LIMITS[key]), source, grade)
            for key in ("range_km", "azimuth_deg")
        )
        lands = Ranged(range_km, azimuth_deg)
    else:
        lat, lon = entry.number("lat", -90.0, 90.0), entry.number("lon", -180.0, 180.0)
        lands = Reported(float(lat), float(lon), float(entry.number("sd_km", 0.001, 2000.0)), source, grade)
    entry.done()
    return lands


def _ring(entry: Entry) -> Floats:
    try:
        ring = np.array(entry.take("ring"), dtype=np.float64).T
    except (TypeError, ValueError) as error:
        raise entry.wrong(BodyError.NOT_NUMBERS, field="ring") from error
    if ring.ndim != 2 or ring.shape[0] != 2 or ring.shape[1] < 3 or not (np.abs(ring[0]) <= 90).all():
        raise entry.wrong(BodyError.NOT_A_RING, field="ring")
    return ring


def _coefficient(entry: Entry, kind: str) -> Figure:
    key = "ballistic_coefficient_kg_m2"
    if key in entry:
        given = entry.table(key)
        median, log_sd = float(given.number("median", 0.1, 1e5)), float(given.number("log_sd", 0.0, 3.0))
        source, grade = given.text("source"), given.text("grade")
        given.done()
        return Figure.lognormal(median, log_sd, source, grade)
    if kind not in _CLASS_PRIORS:
        raise entry.wrong(BodyError.NO_COEFFICIENT, field=key, value=kind)
    return Figure.lognormal(*_CLASS_PRIORS[kind], _CLASS_SOURCE, "D4")
