"""How far the node of a launch's plane lies from where a straight ascent would put it.

    python design/node_accuracy.py --catalogues FILE... --launch-log FILE [--json]

Takes the launches of GCAT's log whose objects stand in a catalogue within twelve days in a low and round orbit,
propagates the node of the first object back to lift-off by J2, and compares `ascending_node_deg` for the launch's own
inclination. Differences above 8 deg are another course, a bent flight or a wrong time, and left out. Settles
CARRIED_S in launch/plane/azimuth.py.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from downrange.earth.instants import datetime_utc
from downrange.launch.plane.azimuth import ascending_node_deg, inertial_azimuths_deg, turn_deg
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.propagation.secular_rates import node_rate_deg_day
from gcat_tables import LoggedLaunch, launch_log, launch_tag
from measurement import Row, answer, archives, arguments, files, quantile, require

SINCE = datetime(2015, 1, 1, tzinfo=UTC)
SOONEST_DAYS, LOWEST_REV_DAY, ROUNDEST = 12.0, 14.0, 0.02
STRAIGHT_DEG = 8.0


def node_at_liftoff(one: Elements, liftoff: datetime) -> float | None:
    """The node (deg, TEME) at lift-off of a low round orbit known soon enough after it; None otherwise."""
    epoch = datetime_utc(float(one.epoch_jd[0]), float(one.epoch_fraction[0]))
    days = (epoch - liftoff) / timedelta(days=1)
    motion, eccentricity = float(one.mean_motion_rev_day[0]), float(one.eccentricity[0])
    if not 0 < days < SOONEST_DAYS or motion < LOWEST_REV_DAY or eccentricity > ROUNDEST:
        return None
    rate = float(node_rate_deg_day(motion, eccentricity, float(one.inclination_deg[0])))
    return float(one.raan_deg[0]) - rate * days


def rows_of(paths: list[Path], log: dict[str, LoggedLaunch]) -> list[Row]:
    """One row a launch: the first of its objects whose node can be told."""
    found: dict[str, Row] = {}
    for path in paths:
        sets = read_elements(path)
        tags = [launch_tag(designator) for designator in sets.designator.tolist()]
        for k, tag in enumerate(tags):
            launch = log.get(tag or "")
            if launch is None or tag in found:
                continue
            one = sets.select([k])
            node = node_at_liftoff(one, launch.liftoff)
            inclination = float(one.inclination_deg[0])
            azimuths = None if node is None else inertial_azimuths_deg(launch.site.lat_deg, inclination)
            for azimuth in azimuths or ():
                straight = ascending_node_deg(
                    launch.site.lat_deg, launch.site.lon_deg, azimuth, launch.liftoff
                )
                off = float(turn_deg(straight, node))
                if abs(off) < STRAIGHT_DEG:
                    found[launch.tag] = {
                        "launch": tag,
                        "site": launch.site.code,
                        "inclination_deg": inclination,
                        "node_off_deg": off,
                    }
    return list(found.values())


def line(row: Row) -> str:
    return (
        f"{row['launch']}  {row['site']:6} {row['inclination_deg']:6.2f} deg  node {row['node_off_deg']:+.2f}"
    )


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--catalogues", archives("orbits/catalogues/*.gz"), "whole catalogues of element sets")
    files(parser, "--launch-log", archives("orbits/satcat/gcat_launchlog*"), "GCAT's launch log")
    given = parser.parse_args(words)
    require(parser, given, "--catalogues", "--launch-log")
    last = datetime.max.replace(tzinfo=UTC)
    log = {one.tag: one for path in given.launch_log for one in launch_log(path, SINCE, last)}
    rows = rows_of(given.catalogues, log)
    offs = [row["node_off_deg"] for row in rows]
    spread = float(np.std(offs)) if offs else None
    return answer(
        given, rows, {"launches": len(rows), "median_deg": quantile(offs, 0.5), "sd_deg": spread}, line
    )


if __name__ == "__main__":
    sys.exit(main())
