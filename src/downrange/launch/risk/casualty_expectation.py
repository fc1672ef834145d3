"""Casualty expectation on the ground, hit probability of ships and aircraft, and the thresholds in use.

People: expected casualties (Ec) are pieces x casualty area x people per square metre, summed. The people are those
of the towns that GeoNames counts, spread evenly over their province. That is meant as a floor: the scattered are not
counted, and neither shelter nor warning is. It is no strict one, for a town merged into a city can be counted with
it too (Okinawa's sum is a ninth above its census). Thresholds are settings; the defaults and where they stand:
collective 1e-4 a launch, individual 1e-6 (14 CFR 450.101(a)); aircraft 1e-6 (450.101(a)(3)); ships 1e-5 and the 97
% of normal debris (450.133(b)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
import shapely.geometry

from downrange.codes import Remark
from downrange.earth.constants import MEAN_RADIUS_M
from downrange.errors import InputError
from downrange.geography.towns import places_within
from downrange.kernel.arrays import Floats
from downrange.launch.risk.breakup import DEBRIS_CLASSES
from downrange.launch.risk.exposure import ENOUGH_HITS, Exposure
from downrange.launch.risk.failures import DebrisImpacts
from downrange.launch.risk.hazard_codes import HazardError
from downrange.launch.risk.risk_codes import RiskRemark

SHIP_M2 = 300.0 * 50.0  # the deck of a large ship
AIRCRAFT_M2 = 65.0 * 60.0 / 2  # an airliner from above, half of its box
AIRCRAFT_SPEED_M_S = 250.0
AIRCRAFT_FALL_M_S = 100.0  # of debris of the middle class at an airliner's height: sqrt(2 g beta / density)
_CELL_M2 = 1e8


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities held acceptable at most: per launch for one ship, one aircraft, one person, all people; and the
    share of the debris of normal flight that an area must hold."""

    ship: float = 1e-5
    aircraft: float = 1e-6
    person: float = 1e-6
    people: float = 1e-4
    containment: float = 0.97

    @classmethod
    def of(cls, **given: float) -> "Thresholds":
        """Thresholds of which some are given; InputError for what is not a probability between 0 and 1."""
        for name, value in given.items():
            if not 0.0 < value < 1.0:
                raise InputError(HazardError.NOT_A_PROBABILITY, field=name, value=value)
        return cls(**given)


DEFAULTS = Thresholds()


@dataclass(frozen=True, slots=True)
class HazardLevel:
    """Hit probability of one ship or aircraft wherever it is, beside a threshold.

    highest   the highest probability in any cell of 10 km, and (lat, lon) of that cell
    area_km2  the cells above the threshold together; None where draws are too few to tell, as `remark` says
    """

    what: str
    threshold: float
    highest: float
    where: tuple[float, float] | None
    area_km2: float | None
    remark: Remark

    def as_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "threshold": self.threshold,
            "highest": self.highest,
            "where": self.where,
            "area_km2": self.area_km2,
            **self.remark.as_dict(),
        }


def casualties_in_towns(rows: Sequence[Exposure]) -> float:
    """Expected casualties given failure among the people of towns, over the provinces within the fit."""
    expected = 0.0
    for row in rows:
        if row.territory.kind == "province" and any(row.pieces) and not row.beyond_fit:
            shape = row.territory.geometry
            people = sum(place.population for place in places_within(shapely.geometry.mapping(shape)))
            hit_m2 = sum(
                count * debris.casualty_area_m2
                for count, debris in zip(row.pieces, DEBRIS_CLASSES, strict=True)
            )
            expected += hit_m2 * people / _area_m2(shape)
    return expected


def hazard_level(
    impacts: DebrisImpacts, failure_chance: float, threshold: float, what: Literal["ship", "aircraft"]
) -> HazardLevel:
    """Where the debris of failed flights is too dense for a ship or an aircraft that happens to be there.

    The chance is pieces per square metre x the area that a hit needs: the deck, or what an aircraft sweeps while the
    debris falls through its height.
    """
    target_m2 = SHIP_M2 if what == "ship" else AIRCRAFT_M2 * (1 + AIRCRAFT_SPEED_M_S / AIRCRAFT_FALL_M_S)
    down = np.isfinite(impacts.lat_deg)
    draws = len(impacts.weight)
    weight = np.broadcast_to(impacts.weight, impacts.lat_deg.shape)[down] / draws
    lat, lon, pieces = _cells(impacts.lat_deg[down], impacts.lon_deg[down], weight)
    if not lat.size:
        return HazardLevel(what, threshold, 0.0, None, 0.0, Remark(RiskRemark.NO_PIECE_DOWN))
    chance = failure_chance * pieces / _CELL_M2 * target_m2
    top = int(chance.argmax())
    grain = failure_chance * ENOUGH_HITS * float(impacts.weight.max()) / draws / _CELL_M2 * target_m2
    area = float((chance > threshold).sum()) * _CELL_M2 / 1e6 if grain <= threshold else None
    facts = {"draws": draws, "threshold": threshold}
    remark = Remark(RiskRemark.TOO_FEW_DRAWS if area is None else RiskRemark.ANYWHERE, facts)
    return HazardLevel(what, threshold, float(chance[top]), (float(lat[top]), float(lon[top])), area, remark)


def _cells(lat_deg: Floats, lon_deg: Floats, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Points summed in cells of equal area: middle latitude, middle longitude, weight of each cell with any."""
    side_deg = np.degrees(np.sqrt(_CELL_M2) / MEAN_RADIUS_M)
    row = np.floor(lat_deg / side_deg)
    middle = (row + 0.5) * side_deg
    across_deg = side_deg / np.maximum(np.cos(np.radians(middle)), 1e-3)
    column = np.floor(lon_deg / across_deg)
    cells, place = np.unique(np.stack([row, column]), axis=1, return_inverse=True)
    total = np.bincount(place.ravel(), weight)
    lat = (cells[0] + 0.5) * side_deg
    lon = (cells[1] + 0.5) * side_deg / np.maximum(np.cos(np.radians(lat)), 1e-3)
    return lat, lon, np.asarray(total, dtype=float)


def _area_m2(shape: Any) -> float:
    """The area of a shape in longitude and latitude on the mean sphere (Lambert's cylinder: x lon, y sin lat)."""
    flat = shapely.transform(
        shape, lambda at: np.column_stack([np.radians(at[:, 0]), np.sin(np.radians(at[:, 1]))])
    )
    return float(flat.area) * MEAN_RADIUS_M**2
