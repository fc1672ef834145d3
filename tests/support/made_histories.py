"""Element-set histories made on purpose: an orbit without drag, the noise of real sets, one burn of known size."""

from dataclasses import replace

import numpy as np

from downrange.earth.instants import datetime_utc
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.propagation.sgp4_states import satellite_of

ONE = """\
1 43437U 18039A   23343.17766162  .00000000  00000-0  00000-0 0  9993
2 43437  98.6270 227.7225 0001685 211.9163 148.1185 14.26740000  2672
"""
MU = 398_600.8  # km3/s2, WGS72
NOISE_KM = 0.0005  # of real sets at 800 km


def drifting(raise_m: float = 0.0, at_day: float = 30.3, norad: int = 43437, sets: int = 120) -> Elements:
    """Two sets a day of an orbit without drag, with noise; a burn changes its size and keeps place and plane.

    SGP4 itself carries the orbit before to the burn, and the one after from there.
    """
    one = read_elements(ONE)
    n = float(one.mean_motion_rev_day[0])
    a_km = (MU / (2 * np.pi * n / 86400) ** 2) ** (1 / 3)
    days = 0.5 * np.arange(sets)
    burn_fraction = np.array([one.epoch_fraction[0] + at_day])
    after = carried(one, burn_fraction)
    after = replace(after, mean_motion_rev_day=after.mean_motion_rev_day - 1.5 * n * raise_m / 1000 / a_km)
    drawn = one.epoch_fraction[0] + days
    both = join(
        [carried(one, drawn[days <= at_day]), carried(after, drawn[days > at_day] - np.floor(burn_fraction))]
    )
    noise = np.random.default_rng(norad).normal(size=sets) * NOISE_KM
    return replace(
        both,
        norad=np.full(sets, norad),
        mean_motion_rev_day=both.mean_motion_rev_day - 1.5 * n * noise / a_km,
    )


def carried(one: Elements, fraction: np.ndarray) -> Elements:
    """A set as SGP4's secular terms move it to other epochs (days after the set's midnight)."""
    satellite, rows = satellite_of(one, 0), []
    start = float(one.epoch_jd[0])
    for there in fraction.tolist():
        satellite.sgp4(start, there)
        rows.append(np.degrees([satellite.Om, satellite.om, satellite.mm]) % 360)
    columns = np.array(rows).reshape(-1, 3).T
    return replace(
        one.select(np.zeros(len(fraction), dtype=int)),
        epoch_jd=start + np.floor(fraction),
        epoch_fraction=fraction % 1,
        raan_deg=columns[0],
        argp_deg=columns[1],
        mean_anomaly_deg=columns[2],
    )


def omm_csv(elements: Elements) -> str:
    """The sets as a table of OMM keywords, the form in which CelesTrak gives them as CSV."""
    names = (
        "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,"
        "MEAN_ANOMALY,EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,"
        "MEAN_MOTION_DOT,MEAN_MOTION_DDOT"
    )
    rows = [names]
    for k in range(len(elements)):
        epoch = datetime_utc(float(elements.epoch_jd[k]), float(elements.epoch_fraction[k]))
        shown = epoch.strftime("%Y-%m-%dT%H:%M:%S.%f")
        angles = (
            elements.inclination_deg[k],
            elements.raan_deg[k] % 360,
            elements.argp_deg[k] % 360,
            elements.mean_anomaly_deg[k] % 360,
        )
        rows.append(
            f"MADE UP,2018-039A,{shown},{elements.mean_motion_rev_day[k]:.8f},{elements.eccentricity[k]:.7f},"
            + ",".join(f"{angle:.6f}" for angle in angles)
            + f",0,U,{elements.norad[k]},999,{k},0,0,0"
        )
    return "\n".join(rows) + "\n"
