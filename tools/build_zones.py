"""Build `data/zones.csv`: where the announced areas of past launches lay, and the plane each launch flew.

    python tools/build_zones.py NOTICES.jsonl

NOTICES.jsonl holds one notice a line with text, id, launch (GCAT tag first), site, date and inclination_deg.
Kept of each area that shows a course are its middle, and the number of the notice: single figures out of
public notices. Launches whose plane is not known, and those that went on to high orbits, are left out.
"""

import csv
import json
import sys
from pathlib import Path

from downrange.errors import NoticeError
from downrange.geography.sites import find_site
from downrange.launch.notices.notice_reader import read_notices
from downrange.launch.plane.corridor import corridor
from downrange.launch.plane.site_history import past_planes

TABLE = Path(__file__).resolve().parent.parent / "src" / "downrange" / "data" / "zones.csv"
HEAD = "launch site date lat_deg lon_deg inclination_deg notice".split()


def rows(path: Path) -> list[tuple[object, ...]]:
    """One row for each area of each notice that shows a course, oldest launch first."""
    flown = {plane.launch: plane.inclination_deg for plane in past_planes()}
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        notice = json.loads(line)
        tag = (notice["launch"] or "").split(" ")[0]
        inclination = notice["inclination_deg"] or flown.get(tag)
        if not (tag and notice["site"] and inclination):
            continue
        site = find_site(notice["site"])
        try:
            areas = [area for read in read_notices(notice["text"]) for area in read.areas]
        except NoticeError:
            continue
        for zone in corridor(site, areas)[0]:
            where = (round(zone.lat_deg, 3), round(zone.lon_deg, 3))
            key = (tag, *where)
            found.setdefault(key, (tag, site.code, notice["date"][:10], *where, inclination, notice["id"]))
    return sorted(found.values(), key=lambda row: (row[2], row[0]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows(Path(sys.argv[1])))
    print(f"{TABLE}: {TABLE.stat().st_size // 1000} kB")
