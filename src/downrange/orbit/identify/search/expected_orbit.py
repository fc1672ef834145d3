"""Expected orbit of a launch: predicted mean elements and their covariance, for a search before any are published.

The plane passes over the site some minutes after lift-off; back-propagated, the object was a little short of the
site at lift-off; the height is stated or assumed. All is Gaussian: a given interval is taken as the middle 90 % of
what is possible. Constants: the scatter of the node
from design/node_accuracy.py (19 launches), the argument of latitude as in `likelihood_ratios`, height and
eccentricity by judgement on the fit half of design/search_accuracy.py, which also says how often they hold.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from downrange.codes import Remark, says_and_codes
from downrange.earth.constants import SGP4_A_KM, SGP4_MU_KM3_S2
from downrange.earth.ellipsoid import geocentric_latitude_deg
from downrange.earth.instants import as_instant, format_utc, julian_utc
from downrange.geography.sites import Site
from downrange.kernel.arrays import Floats
from downrange.kernel.number_checks import interval, number
from downrange.launch.plane.azimuth import ascending_node_deg, inertial_azimuth_into_deg, turn_deg
from downrange.orbit.elements.elements import NOT_GIVEN, Elements
from downrange.orbit.identify.identify_codes import AssumedCode
from downrange.orbit.identify.likelihood_ratios import PHASE_DEG, PHASE_SD_DEG
from downrange.orbit.propagation.secular_rates import DAY_S, perigee_rate_deg_day

ORDER = (
    "inclination_deg",
    "raan_deg",
    "latitude_argument_deg",
    "mean_motion_rev_day",
    "e_cos_argp",
    "e_sin_argp",
)
TWO_SIDED = 1.6449  # half the width of the middle 90 % of a Gaussian, in standard deviations
CLIMB_S = 600.0  # the epoch: by then the object is in its first orbit
NODE_SD_DEG = 2.0  # of the plane's node, the inclination known (design/node_accuracy.py)
ASSUMED_HEIGHT_KM = (200.0, 850.0)
ASSUMED_ECCENTRICITY = 0.02  # nine first orbits in ten are rounder
RAYLEIGH_90 = 2.1460  # an eccentricity that nine in ten stay below, in standard deviations of one component
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(15)


@dataclass(frozen=True, slots=True, eq=False)
class SearchElements:
    """One predicted element set (a single row, circular) and the covariance (6, 6) of ``ORDER`` at its epoch.

    In degrees, revolutions a day and as they come; the argument of latitude is the mean one. For a lift-off a
    minute later epoch and node move on by a minute and by 0.2507 deg; the covariance stays.
    """

    site: Site
    liftoff: datetime
    elements: Elements
    covariance: Floats
    assumed: tuple[Remark, ...]

    def sd(self) -> dict[str, float]:
        """Standard deviations by name, in the units of ``ORDER``."""
        return dict(zip(ORDER, np.sqrt(np.diag(self.covariance)).tolist(), strict=True))

    def as_dict(self) -> dict[str, Any]:
        return {
            "site": self.site.as_dict(),
            "liftoff": format_utc(self.liftoff),
            "element_covariance": {"order": list(ORDER), "matrix": self.covariance.tolist()},
            "sd": {name: float(f"{value:.4g}") for name, value in self.sd().items()},
            **says_and_codes("assumed", self.assumed, "assumed_codes"),
        }


def search_elements(
    site: Site,
    liftoff: datetime,
    inclination_deg: tuple[float, float],
    near_deg: float,
    *,
    height_km: tuple[float, float] | None = None,
    eccentricity: float | None = None,
) -> SearchElements:
    """The orbit to look for after a lift-off.

    ``inclination_deg`` and ``height_km`` (mean, above the equatorial radius) hold nine chances in ten; of the two
    courses into a plane the one nearer to ``near_deg`` is flown. ``eccentricity`` is one that nine orbits in ten
    stay below; where the perigee lies is not known. For low orbits entered directly: what burns again later is
    found in its parking orbit only.
    """
    as_instant(liftoff, "liftoff")
    number(near_deg, "near_deg", (-360.0, 360.0))
    interval(inclination_deg, "inclination_deg", (0.0, 180.0))
    assumed = []
    if height_km is None:
        height_km = ASSUMED_HEIGHT_KM
        assumed.append(Remark(AssumedCode.HEIGHT, {"low": height_km[0], "high": height_km[1]}))
    if eccentricity is None:
        eccentricity = ASSUMED_ECCENTRICITY
        assumed.append(Remark(AssumedCode.ECCENTRICITY, {"value": eccentricity}))
    number(eccentricity, "eccentricity", (0.0, 0.2))
    interval(height_km, "height_km", (100.0, 3000.0))
    a_km = SGP4_A_KM + (height_km[0] + height_km[1]) / 2
    n = float(np.sqrt(SGP4_MU_KM3_S2 / a_km**3) * DAY_S / (2 * np.pi))
    n_sd = 1.5 * n * (height_km[1] - height_km[0]) / (2 * TWO_SIDED) / a_km
    middle = (inclination_deg[0] + inclination_deg[1]) / 2
    i_sd = (inclination_deg[1] - inclination_deg[0]) / (2 * TWO_SIDED)
    plane, spread = _plane(site, liftoff, middle, i_sd, near_deg)  # i, node, argument of latitude at the site
    climb_days = CLIMB_S / DAY_S
    rate_deg_day = 360 * n + float(perigee_rate_deg_day(n, 0.0, middle))
    covariance = np.zeros((6, 6))
    covariance[:3, :3] = spread + np.diag([0.0, NODE_SD_DEG**2, PHASE_SD_DEG**2])
    moved = np.zeros(6)  # a faster orbit is also farther on by the epoch
    moved[2], moved[3] = 360 * climb_days * n_sd, n_sd
    covariance += np.outer(moved, moved)
    covariance[4, 4] = covariance[5, 5] = (eccentricity / RAYLEIGH_90) ** 2
    jd, fraction = julian_utc(liftoff + timedelta(seconds=CLIMB_S))
    elements = _row(jd, fraction, middle, plane[1], plane[2] + PHASE_DEG + rate_deg_day * climb_days, n)
    return SearchElements(site, liftoff, elements, covariance, tuple(assumed))


def _plane(
    site: Site, liftoff: datetime, middle_deg: float, sd_deg: float, near_deg: float
) -> tuple[Floats, Floats]:
    """(3,) inclination, node and argument of latitude over the site, deg, and their covariance (3, 3).

    A plane that misses the site is entered due east or west, where it comes nearest. By Gauss-Hermite quadrature
    over the inclination: near the site's latitude the node is far from linear in it.
    """
    i = np.clip(middle_deg + sd_deg * np.append(NODES, 0.0), 0.1, 179.9)
    course = inertial_azimuth_into_deg(site.lat_deg, i, near_deg)
    node = np.array([ascending_node_deg(site.lat_deg, site.lon_deg, one, liftoff) for one in course.tolist()])
    sine = np.sin(np.radians(float(geocentric_latitude_deg(site.lat_deg)))) / np.sin(np.radians(i))
    up = np.degrees(np.arcsin(np.clip(sine, -1, 1)))
    over = np.where(np.cos(np.radians(course)) >= 0, up, 180 - up)
    off = np.stack([i - i[-1], turn_deg(node[-1], node), turn_deg(over[-1], over)])
    weights = np.append(WEIGHTS / WEIGHTS.sum(), 0.0)
    mean = off @ weights
    mean[0] = 0.0
    apart = off - mean[:, np.newaxis]
    return np.array([i[-1], node[-1], over[-1]]) + mean, (weights * apart) @ apart.T


def _row(jd: Floats, fraction: Floats, i_deg: float, node_deg: float, u_deg: float, n: float) -> Elements:
    """One circular element set without a number, named for what it is."""

    def one(value: float) -> Floats:
        return np.array([value])

    integer, blank = np.array([NOT_GIVEN]), np.array([""])
    return Elements(
        norad=integer, name=np.array(["SEARCH ELEMENTS"]), designator=blank, classification=np.array(["U"]),
        epoch_jd=np.atleast_1d(jd), epoch_fraction=np.atleast_1d(fraction),
        inclination_deg=one(i_deg), raan_deg=one(node_deg % 360), eccentricity=one(0.0), argp_deg=one(0.0),
        mean_anomaly_deg=one(u_deg % 360), mean_motion_rev_day=one(n), ndot=one(0.0), nddot=one(0.0),
        bstar=one(0.0), revolution=integer, element_set=integer,
    )  # fmt: skip
