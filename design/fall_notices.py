"""Flights whose falls are known from notices alone: zones of notices matched to launches, as setups of a fit.

No notice says which body falls where; the labels are ours, by the vehicle (GCAT launch log) and the distance from the
site (ZONES): of each vehicle one flight for each set of zones. Where GCAT's catalogue has the payload in a low orbit,
its height is given to the fit. No time is known. None of these flights made a class of stages or a vehicle on file.
"""

import csv
import gzip
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.earth.polygons import ring_centroid, untangle
from downrange.errors import DownrangeError
from downrange.geography.sites import Site, find_site
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.trajectory.observations import Insertion
from measurement import Row, json_lines

ORBIT_SD_KM, LOW_KM = 30.0, 1200.0
# GCAT's name -> ours, the classes of its stages, and its zones: body, phase, during, nearest and farthest km.
TWO = ({"class": "first"}, {"class": "storable upper"})
GTO = ({"class": "boosted"}, {"class": "core"}, {"class": "hydrogen upper"})
STORABLE = (("Stage 1", 0, False, 400, 760), ("Fairing", 1, True, 800, 1300))
ARIANE = (("EAP boosters", 0, False, 500, 570), ("Fairing", 1, True, 650, 830))
ZONES: dict[str, tuple[str, tuple[dict[str, str], ...], tuple[tuple[str, int, bool, int, int], ...]]] = {
    "Chang Zheng 2C": ("Long March 2C", TWO, STORABLE),
    "Chang Zheng 2D": ("Long March 2D", TWO, STORABLE),
    "Chang Zheng 4B": ("Long March 4C", (*TWO, {"class": "last"}), (*STORABLE, ("Stage 2", 1, False, 2500, 3200))),
    "Chang Zheng 4C": ("Long March 4C", (*TWO, {"class": "last"}), (*STORABLE, ("Stage 2", 1, False, 2500, 3200))),
    "Chang Zheng 3B": (
        "Long March 3B",
        ({"class": "boosted"}, {"class": "storable core"}, {"class": "storable upper"}, {"class": "hydrogen upper"}),
        (("Boosters", 0, False, 500, 700), ("Stage 1", 1, False, 800, 900), ("Fairing", 2, True, 1200, 1300)),
    ),
    "Chang Zheng 5": (
        "Long March 5", GTO, (("Boosters", 0, False, 750, 900), ("Fairing", 1, True, 1300, 1700)),
    ),
    "Chang Zheng 5B": (
        "Long March 5B", GTO[:2], (("Boosters", 0, False, 850, 1000), ("Fairing", 1, True, 1100, 1250)),
    ),
    "Chang Zheng 7": (
        "Long March 7",
        ({"class": "boosted"}, {"class": "kerosene core"}, {"class": "kerosene last"}),
        (("Boosters", 0, False, 700, 800), ("Stage 1", 1, False, 880, 910), ("Fairing", 2, True, 960, 1000)),
    ),
    "Ariane 5ECA": ("Ariane 5 ECA", GTO, ARIANE),
    "Ariane 5ECA+": ("Ariane 5 ECA", GTO, ARIANE),
    "Soyuz-ST-B": (
        "Soyuz-2",
        ({"class": "boosted"}, {"class": "kerosene core"}, {"class": "kerosene last"}),
        (("Boosters", 0, False, 300, 360), ("Fairing", 1, True, 700, 900), ("Core stage", 1, False, 1400, 1500)),
    ),
}  # fmt: skip


def noticed(
    notices: list[Path], log: Path, catalogue: Path
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Name, what is told and the setup of each flight, as `fall_flights` takes them."""
    types = {row["#Launch_Tag"].strip(): row["LV_Type"].strip() for row in _table(log)}
    heights = _heights_km(catalogue)
    labelled = sorted(
        (row for row in json_lines(notices) if row.get("launch")), key=lambda row: row["launch"]
    )
    seen: set[tuple[object, ...]] = set()
    for launch, rows in groupby(labelled, key=lambda row: row["launch"]):
        some, tag = list(rows), launch.split()[0]
        if types.get(tag) not in ZONES or not some[0].get("site"):
            continue
        filed, classes, zones = ZONES[types[tag]]
        site = find_site(some[0]["site"])
        rings = dict(_zones(some, site, zones))
        reach = tuple((body, round(km / 20.0)) for body, (km, _) in rings.items())
        if not rings or (filed, site.code, reach) in seen:
            continue
        seen.add((filed, site.code, reach))
        told = {
            "site": {"lat": site.lat_deg, "lon": site.lon_deg},
            "rings": {b: r for b, (_, r) in rings.items()},
        }
        setup: dict[str, Any] = {
            "stages": list(classes), "file": filed,
            "bodies": [(body, phase, during) for body, phase, during, *_ in zones if body in rings],
        }  # fmt: skip
        tilt = some[0].get("inclination_deg")
        if tag in heights and tilt is not None:
            setup["insertion"] = Insertion(heights[tag], ORBIT_SD_KM, inclination_deg=tilt)
        yield f"{tag} {filed}", told, setup


def _zones(
    rows: list[Row], site: Site, zones: tuple[tuple[str, int, bool, int, int], ...]
) -> Iterator[tuple[str, tuple[float, list[list[float]]]]]:
    for row in rows:
        try:
            areas = [area for notice in read_notices(row["text"]) for area in notice.areas]
        except DownrangeError:
            continue
        for ring in (area.boundary for area in areas):
            if ring is None:
                continue
            km = float(geodesic_inverse(site.lat_deg, site.lon_deg, *ring_centroid(untangle(ring)))[0]) / 1e3
            for body, _, _, nearest, farthest in zones:
                if nearest <= km <= farthest:
                    yield body, (km, np.asarray(ring).T.tolist())


def _heights_km(catalogue: Path) -> dict[str, float]:
    """Launch tag -> mean height of its payload, where that is in a low, near-circular orbit."""
    found = {}
    for row in _table(catalogue):
        try:
            low, high = float(row["UNPerigee"]), float(row["UNApogee"])
        except ValueError:
            continue
        tag = row["Piece"].strip()[:8]
        if 150.0 < low <= high < LOW_KM and high - low < 100.0:
            found.setdefault(tag, 0.5 * (low + high))
    return found


def _table(path: Path) -> Iterator[Mapping[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        lines = (line for number, line in enumerate(file) if number == 0 or not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
