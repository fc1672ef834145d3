"""Casualty expectation on the ground, and hit probability of ships and aircraft.

People: expected casualties (Ec) are pieces x casualty area x people per square metre, summed. The people are those
of the towns that GeoNames counts, spread evenly over their province. That is meant as a floor: the scattered are not
counted, and neither shelter nor warning is. It is no strict one, for a town merged into a city can be counted with
it too (Okinawa's sum is a ninth above its census). What is held acceptable stands in `thresholds`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
import shapely.geometry

from downrange.codes import Remark
from downrange.earth.atmosphere import density_kg_m3
from downrange.earth.constants import G0_M_S2, MEAN_RADIUS_M
from downrange.geography.towns import places_within
from downrange.launch.risk.breakup import DEBRIS_CLASSES
from downrange.launch.risk.exposure import Exposure
from downrange.launch.risk.failures import CLASS_OF_PIECE, DebrisImpacts
from downrange.launch.risk.falling_pieces import (
    AIRCRAFT_FRONT_M2,
    AIRCRAFT_PLAN_M2,
    AIRCRAFT_SPEED_M_S,
    SHIP_M2,
)
from downrange.launch.risk.hazard_areas import covered_km2, highest_chance
from downrange.launch.risk.impact_density import Hits, impact_density
from downrange.launch.risk.risk_codes import RiskRemark

FALL_LEVEL_M = 9_000.0  # the middle of the heights of aircraft (`falling_pieces.AIRCRAFT_LEVELS_M`)


@dataclass(frozen=True, slots=True)
class HazardLevel:
    """Hit probability of one ship or aircraft wherever it is, beside a threshold.

    highest   the highest expected number of hits in any cell that can be estimated, and (lat, lon) of that cell
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

    Cells smoothed with their error (`impact_density`). Aircraft are set above the places where pieces reach the
    ground, and a piece falls through their height at its terminal speed; `launch_hazards` follows it through.
    """
    hits = _hits(impacts, what)
    density = impact_density(hits, threshold / max(failure_chance, 1e-12))
    facts = {"draws": hits.draws, "threshold": threshold}
    if density is None:
        return HazardLevel(what, threshold, 0.0, None, 0.0, Remark(RiskRemark.NO_PIECE_DOWN))
    highest, where = highest_chance(density, failure_chance)
    if failure_chance * density.unseen >= threshold:
        return HazardLevel(
            what, threshold, highest or 0.0, where, None, Remark(RiskRemark.TOO_FEW_DRAWS, facts)
        )
    area = covered_km2(density, failure_chance, threshold)
    return HazardLevel(what, threshold, highest or 0.0, where, area, Remark(RiskRemark.ANYWHERE, facts))


def _hits(impacts: DebrisImpacts, what: Literal["ship", "aircraft"]) -> Hits:
    """The pieces (K, N) of N failures that came down, as what one target could be hit by."""
    down = np.isfinite(impacts.lat_deg)
    draws = len(impacts.weight)
    weight, draw = np.broadcast_to(impacts.weight, down.shape), np.broadcast_to(np.arange(draws), down.shape)
    target = np.full(down.shape[0], SHIP_M2)
    if what == "aircraft":
        beta = np.array([debris.beta_kg_m2 for debris in DEBRIS_CLASSES])[CLASS_OF_PIECE]
        rate = np.sqrt(2 * G0_M_S2 * beta / density_kg_m3(FALL_LEVEL_M))
        target = AIRCRAFT_PLAN_M2 + AIRCRAFT_FRONT_M2 * AIRCRAFT_SPEED_M_S / rate
    area = np.broadcast_to(target[:, None], down.shape) * weight
    when = impacts.after_liftoff_s[down]
    return Hits(impacts.lat_deg[down], impacts.lon_deg[down], when, draw[down], area[down], draws)


def _area_m2(shape: Any) -> float:
    """The area of a shape in longitude and latitude on the mean sphere (Lambert's cylinder: x lon, y sin lat)."""
    flat = shapely.transform(
        shape, lambda at: np.column_stack([np.radians(at[:, 0]), np.sin(np.radians(at[:, 1]))])
    )
    return float(flat.area) * MEAN_RADIUS_M**2
