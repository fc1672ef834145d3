"""Made catalogues: launches flown forward from a site by secular rates, so that the right objects are known.

An object is put into the plane that crosses the site five minutes after lift-off, 17 degrees short of it at lift-off,
and carried to its epoch by the rates of J2 (Vallado 2013, 9.6), without drag. Its count is 0.7 short of the
revolutions flown. Old objects fill the catalogue. Nothing here is a published element set.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from downrange.earth.ellipsoid import geocentric_latitude_deg
from downrange.earth.frames import gmst82_rad
from downrange.earth.instants import julian_utc, parse_utc
from downrange.geography.sites import Site, find_site
from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.secular_rates import node_rate_deg_day, perigee_rate_deg_day

SITES = {
    "SOHAE": (97.4, 98.1), "GIK-5": (51.6, 97.3), "JQ": (43.5, 97.8), "CC": (43.0, 53.2, 70.0), "TNSC": (97.6, 34.4),
    "GIK-1": (82.5, 67.1, 97.9), "SHAR": (46.0, 97.5), "VSFB": (98.2, 70.0, 53.1),
}  # fmt: skip
SPACING_DAYS = 0.5  # two launches at one hour into one plane cannot be told apart
FIRST = parse_utc("2023-09-01T00:00:00Z")


@dataclass(frozen=True, slots=True)
class MadeLaunch:
    """A launch, its inclination and mean motion, and the numbers of its objects."""

    site: Site
    liftoff: datetime
    inclination_deg: float
    mean_motion_rev_day: float
    numbers: tuple[int, ...]


def made_elements(rows: list[dict[str, float]]) -> Elements:
    """Element sets from their columns; what a row leaves out is zero."""

    def column(name: str) -> np.ndarray:
        return np.array([row.get(name, 0.0) for row in rows], dtype=float)

    def numbers(name: str) -> np.ndarray:
        return np.array([row.get(name, 0) for row in rows], dtype=np.int64)

    blank = np.full(len(rows), "")
    names = (
        "inclination_deg raan_deg eccentricity argp_deg mean_anomaly_deg mean_motion_rev_day ndot nddot bstar"
    )
    return Elements(
        norad=numbers("norad"), name=blank, designator=blank, classification=blank,
        epoch_jd=column("epoch_jd"), epoch_fraction=column("epoch_fraction"),
        **{name: column(name) for name in names.split()},
        revolution=numbers("revolution"), element_set=numbers("element_set"),
    )  # fmt: skip


def set_of(launch: MadeLaunch, norad: int, epoch: datetime, surplus: float = -0.7) -> dict[str, float]:
    """The element set of an object of a launch at an epoch."""
    latitude = np.radians(float(geocentric_latitude_deg(launch.site.lat_deg)))
    i = np.radians(launch.inclination_deg)
    crossing = gmst82_rad(*julian_utc(launch.liftoff + timedelta(minutes=5)))
    lean = np.degrees(np.arcsin(np.clip(np.tan(latitude) / np.tan(i), -1, 1)))
    up = np.degrees(np.arcsin(np.clip(np.sin(latitude) / np.sin(i), -1, 1)))
    days = (epoch - launch.liftoff) / timedelta(days=1)
    shape = (launch.mean_motion_rev_day, 0.001, launch.inclination_deg)
    node = np.degrees(float(np.ravel(crossing)[0])) + launch.site.lon_deg - lean
    flown = launch.mean_motion_rev_day * days + float(perigee_rate_deg_day(*shape)) * days / 360
    jd, fraction = julian_utc(epoch)
    return {
        "norad": norad, "epoch_jd": jd, "epoch_fraction": fraction, "inclination_deg": launch.inclination_deg,
        "raan_deg": (node + float(node_rate_deg_day(*shape)) * days) % 360, "eccentricity": 0.001,
        "argp_deg": 0.0, "mean_anomaly_deg": (up - 17.0 + 360 * flown) % 360,
        "mean_motion_rev_day": launch.mean_motion_rev_day, "revolution": max(round(flown + surplus), 0),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeWorld:
    """Launches over some days and the catalogue on any of them; the first snapshot is of FIRST."""

    launches: tuple[MadeLaunch, ...]
    old: tuple[dict[str, float], ...]

    def catalogue(self, day: datetime) -> Elements:
        """The old objects, and of every launch two days old and more its objects, at epochs hours before the day."""
        jd, fraction = julian_utc(day - timedelta(hours=9))
        rows = [{**one, "epoch_jd": jd, "epoch_fraction": fraction} for one in self.old]
        for launch in self.launches:
            if day - launch.liftoff > timedelta(days=2):
                rows += [set_of(launch, norad, day - timedelta(hours=9)) for norad in launch.numbers]
        return made_elements(rows)


def made_world(seed: int, days: float, launches: int) -> MadeWorld:
    """So many launches within so many days after FIRST, their numbers in their order, and two hundred old objects."""
    random = np.random.default_rng(seed)
    slack = max(days - 4.0 - SPACING_DAYS * launches, 0.1)
    times = 1.0 + np.sort(random.uniform(0, slack, launches)) + SPACING_DAYS * np.arange(launches)
    number, flown = 58_001, []
    for time in times:
        code = str(random.choice(list(SITES)))
        count = int(random.integers(1, 4))
        inclination, motion = (
            random.normal(0, 0.1) + float(random.choice(SITES[code])),
            random.uniform(14.6, 15.3),
        )
        numbers = tuple(range(number, number + count))
        liftoff = FIRST + timedelta(days=float(time))
        flown.append(MadeLaunch(find_site(code), liftoff, inclination, motion, numbers))
        number += count
    old = tuple(
        {
            "norad": int(norad), "inclination_deg": random.uniform(45, 100), "raan_deg": random.uniform(0, 360),
            "eccentricity": 0.002, "mean_motion_rev_day": random.uniform(13, 15),
            "revolution": int(random.integers(20_000, 90_000)),
        }
        for norad in range(30_000, 30_200)
    )  # fmt: skip
    return MadeWorld(tuple(flown), ({**old[0], "norad": 58_000}, *old[1:]))
