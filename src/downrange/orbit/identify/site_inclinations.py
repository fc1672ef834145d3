"""Site inclinations: prior densities of inclination and heading of a launch site.

The site's own launches into low orbit come from ``ascent`` (General Catalog of Artificial Space Objects,
J. McDowell, CC-BY 4.0), those before the day in question only.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np

from downrange.geography.sites import Site, same_place
from downrange.kernel.arrays import ArrayLike, Floats
from downrange.kernel.package_data import table_rows
from downrange.launch.plane.site_history import history_of, past_planes
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.orbit_classes import LOW_REV_DAY, is_transfer

KERNEL_DEG = 1.0
TRUST, DOUBT = 0.75, 3.0  # weight of n past launches: TRUST n / (n + DOUBT)
NOTICE_MARGIN_DEG, NOTICE_DOUBT = 0.6, 0.03  # a notice's interval is trusted, but for dog-legs
WHOLE_CATALOGUE = 2000  # a smaller snapshot is an excerpt, and says nothing of the world
ALLOWED_DEG = 110.0  # beyond this nobody launches, to speak of

WORLD_HIGH = 0.27  # share of the world's launches above 25,000 km; those of the sites: data/high_launches.csv
HIGH_FLOOR = 0.02  # added to both shares: no site is excluded by its past
TRANSFER_BELOW_DEG, TRANSFER_ABOVE_DEG = (
    12.0,
    4.0,
)  # where the inclination of a transfer orbit lies from the latitude

# How likely a steep orbit (above 80 deg) is flown southward. Open sea or steppe on one side decides.
SOUTHWARD = {"SOHAE": 0.85, "JQ": 0.85, "VSFB": 0.85, "GIK-1": 0.2, "GIK-5": 0.2}
SOUTHWARD_UNKNOWN = 0.5


def catalogue_density(at_deg: Floats, catalogue: Elements) -> Floats | None:
    """Density per degree of a catalogue's inclinations at ``at_deg`` (C,); None if it is but an excerpt."""
    return _density(at_deg, catalogue.inclination_deg) if len(catalogue) >= WHOLE_CATALOGUE else None


def inclination_ratio(
    e: Elements, known: Floats | None, site: Site, day: date, interval_deg: tuple[float, float] | None
) -> Floats:
    """Density of this launch's inclinations over the world's, at those of the objects, (C,).

    The numerator is the interval of the notices where there is one, and the site's habits otherwise; the
    denominator is the mean of past launches anywhere and of the ``known`` catalogue's density, if there is one.
    High orbits leave the inclination of their launch: for them it is `high_ratio`.
    """
    at_deg = e.inclination_deg
    world = _density(at_deg, [plane.inclination_deg for plane in past_planes() if plane.day < day])
    if known is not None:
        world = (world + known) / 2
    possible = _flat(at_deg, abs(site.lat_deg) - KERNEL_DEG, ALLOWED_DEG)
    if interval_deg is not None:
        low, high = interval_deg[0] - NOTICE_MARGIN_DEG, interval_deg[1] + NOTICE_MARGIN_DEG
        here = (1 - NOTICE_DOUBT) * _flat(at_deg, low, high) + NOTICE_DOUBT / 180
    else:
        past = [plane.inclination_deg for plane in history_of(site, day).planes]
        trust = TRUST * len(past) / (len(past) + DOUBT)
        here = trust * _density(at_deg, past) + (1 - trust) * (possible + 0.01 / 180)
    habit = here / np.maximum(world, 1e-4)
    ratio: Floats = np.where(e.mean_motion_rev_day < LOW_REV_DAY, high_ratio(e, site), habit)
    return ratio


def high_ratio(e: Elements, site: Site) -> Floats:
    """Ratio of this site's launches to the world's for objects in transfer and stationary orbits, (C,).

    What an operator makes of the inclination after injection says nothing of the site; whether it launches to such
    heights at all does, and transfer orbits mostly keep the inclination of a launch due east.
    """
    codes = [site.code, *(other.code for other in same_place(site))]
    here = next((shares[code] for shares in [_high_shares()] for code in codes if code in shares), None)
    share = _high_shares()["*"] if here is None else here
    odds = (share + HIGH_FLOOR) / (WORLD_HIGH + HIGH_FLOOR)
    over_deg = e.inclination_deg - abs(site.lat_deg)
    usual = (over_deg >= -TRANSFER_BELOW_DEG) & (over_deg <= TRANSFER_ABOVE_DEG)
    ratio: Floats = odds * np.where(is_transfer(e), np.where(usual, 2.0, 0.5), 1.0)
    return ratio


@cache
def _high_shares() -> dict[str, float]:
    return {row["site"]: float(row["share"]) for row in table_rows("high_launches.csv")}


def southward(site: Site) -> float:
    """Probability that a steep orbit from this site is flown southward."""
    codes = [site.code, *(other.code for other in same_place(site))]
    return next((SOUTHWARD[code] for code in codes if code in SOUTHWARD), SOUTHWARD_UNKNOWN)


def _density(at_deg: Floats, past_deg: Sequence[float] | ArrayLike) -> Floats:
    """Kernel density per degree at (C,) of past inclinations, counted in bins of a tenth of a degree."""
    past = np.asarray(past_deg, dtype=np.float64)
    if not len(past):
        return np.full(len(at_deg), 1 / 180)
    bins, counts = np.unique(np.round(past, 1), return_counts=True)
    kernels = np.exp(-0.5 * ((at_deg[:, np.newaxis] - bins) / KERNEL_DEG) ** 2) / (
        KERNEL_DEG * np.sqrt(2 * np.pi)
    )
    density: Floats = kernels @ (counts / counts.sum())
    return density


def _flat(at_deg: Floats, low_deg: float, high_deg: float) -> Floats:
    density: Floats = ((at_deg >= low_deg) & (at_deg <= high_deg)) / max(high_deg - low_deg, KERNEL_DEG)
    return density
