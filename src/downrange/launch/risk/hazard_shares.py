"""Territories that pieces come down in: the share of the draws with at least one piece there, and its error."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from downrange.geography.territories import candidates
from downrange.kernel.arrays import Floats
from downrange.launch.risk.exposure import ENOUGH_HITS

KINDS = ("country", "islands")


def shares_of_territories(
    lat_deg: Floats, lon_deg: Floats, draw: NDArray[np.int64], draws: int
) -> list[dict[str, Any]]:
    """Countries and island groups by the share of `draws` with a piece (P,) in them, largest first.

    Those with fewer than ten draws are listed without a share: `at_most` bounds it (three more than were seen).
    """
    down = np.isfinite(lat_deg)
    if not down.any():
        return []
    points = np.asarray(shapely.points(lon_deg[down], lat_deg[down]), dtype=object).reshape(-1)
    rows = []
    for territory in candidates(points, waters=False):
        if territory.kind not in KINDS:
            continue
        shapely.prepare(territory.geometry)
        inside = shapely.contains_xy(territory.geometry, lon_deg[down], lat_deg[down])
        hits = int(np.unique(draw[down][inside]).size)
        if hits:
            share = hits / draws
            told = hits >= ENOUGH_HITS
            rows.append(
                {
                    "code": territory.code,
                    "name": territory.name,
                    "kind": territory.kind,
                    "hits": hits,
                    "share": float(f"{share:.2g}") if told else None,
                    "standard_error": float(f"{np.sqrt(share * (1 - share) / draws):.2g}") if told else None,
                    "at_most": None
                    if told
                    else float(f"{min(1.0, (hits + 2 * np.sqrt(hits) + 3) / draws):.2g}"),
                }
            )
    return sorted(rows, key=lambda row: (-row["hits"], row["code"]))
