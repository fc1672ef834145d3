"""Build `data/sites.csv` and `data/planes.csv` from files of the General Catalog of Artificial Space Objects.

    python tools/build_sites.py FOLDER

FOLDER holds gcat_sites_*.tsv.gz, gcat_launchlog_*.tsv.gz and gcat_psatcat_*.tsv.gz, copies of GCAT
(J. McDowell, planet4589.org/space/gcat, CC-BY 4.0). Kept are the sites with coordinates, and one line for
each launch into a low orbit since 2000: the median inclination of its payloads. Everything else stays out.
"""

import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from statistics import median

DATA = Path(__file__).resolve().parent.parent / "src" / "downrange" / "data"
FIRST_YEAR = 2000
LOW_APOGEE_KM = 2500.0
GCAT = "GCAT"

# Where GCAT's row is rounded, or far from the pads: latitude, longitude, error in km, source.
PADS = {
    "TYSC": (38.849, 111.608, 3.0, "Wikipedia, Taiyuan Satellite Launch Center; GCAT's row is 173 km off"),
    "JQ": (40.961, 100.298, 4.0, "Wikipedia, Jiuquan Satellite Launch Center; GCAT's row is 39 km off"),
    "SOHAE": (39.660, 124.705, 1.0, "Wikipedia, Sohae Satellite Launching Station"),
    "SHAR": (13.7325, 80.2353, 2.0, "centre of the ten-mile circle in HYDROPAC 3310/18"),
    "GIK-5": (45.965, 63.305, 20.0, "Wikipedia, Baikonur Cosmodrome (pads lie up to 45 km apart)"),
    "GIK-1": (62.9256, 40.5778, 12.0, "Wikipedia, Plesetsk Cosmodrome"),
    "VOST": (51.884, 128.334, 2.0, "Wikipedia, Vostochny Cosmodrome, pad 1S"),
    "YAS": (51.0489, 59.8533, 10.0, "Wikipedia, Dombarovsky air base"),
    # Ships and their waters have no fixed place.
    "HHAI": (34.900, 121.190, 150.0, "GCAT; launches from ships, anywhere in the northern Yellow Sea"),
    "YJ": (21.280, 112.000, 150.0, "GCAT; launches from ships, off Yangjiang"),
}
# What the sites are called, where GCAT writes otherwise.
ALSO = {
    "GIK-5": "Baikonur Cosmodrome",
    "GIK-1": "Plesetsk Cosmodrome",
    "VOST": "Vostochny Cosmodrome",
    "SOHAE": "Sohae, Tongchang-ri",
    "JQ": "Jiuquan",
    "TYSC": "Taiyuan",
    "XSC": "Xichang",
    "WEN": "Wenchang",
    "CSG": "Guiana Space Centre, Kourou",
    "SHAR": "Sriharikota, Satish Dhawan",
    "VSFBS": "Vandenberg",
    "CC": "Cape Canaveral",
    "MARS": "Wallops Island",
    "USC": "Uchinoura",
    "NARO": "Naro, Goheung",
    "MAHIA": "Mahia, Rocket Lab",
    "TNSC": "Tanegashima",
    "PALB": "Palmachim",
    "HHAI": "Yellow Sea",
    "YJ": "Yangjiang",
    "SEM": "Semnan",
    "SHAHR": "Shahroud",
}
ORBITAL = ("OS", "OF")  # GCAT launch codes: orbital, success or failure


def rows(folder: Path, pattern: str) -> list[dict[str, str]]:
    """The rows of the newest file that fits, each a dict of stripped words by column name."""
    path = sorted(folder.glob(pattern))[-1]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        head = file.readline().lstrip("#").rstrip("\n").split("\t")
        lines = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [{name: word.strip() for name, word in zip(head, line, strict=False)} for line in lines]


def sites(folder: Path, launches: Counter[str]) -> Iterator[tuple[object, ...]]:
    """Site, name, country, coordinates, error, source, orbital launches since FIRST_YEAR."""
    for row in rows(folder, "gcat_sites_*.tsv.gz"):
        code = row["Site"]
        if row["Latitude"] in ("-", ""):
            continue
        error_km = round(float(row["Error"]) * 111.2, 2)
        place = PADS.get(code, (float(row["Latitude"]), float(row["Longitude"]), error_km, GCAT))
        lat, lon, error_km, source = place
        called = [ALSO.get(code, "")] + [
            row[key] for key in ("Name", "EName", "UName", "ShortName", "Location")
        ]
        plain = (" ".join(name.removesuffix("-").split()) for name in called)
        names = " / ".join(name for name in dict.fromkeys(plain) if name and name != code)
        yield code, names or code, row["StateCode"], lat, lon, error_km, source, launches[code]


def low_inclination(payloads: Iterable[dict[str, str]]) -> float | None:
    """Median inclination of payloads in low orbit: the catalogue's figure, else the one registered with the UN."""
    found = []
    for payload in payloads:
        for kind in ("Disp", "UN"):
            apogee = payload["DispApo" if kind == "Disp" else "UNApogee"]
            inclination = payload[kind + "Inc"]
            if inclination in ("-", "") or apogee in ("-", "") or float(inclination) == 0:
                continue
            if 80 < float(apogee.rstrip("?")) < LOW_APOGEE_KM:
                found.append(float(inclination))
            break
    return median(found) if found else None


def planes(folder: Path) -> Iterator[tuple[str, str, str, str, float]]:
    """Tag, site, date, vehicle, inclination of each launch into low orbit since FIRST_YEAR, oldest first."""
    payloads = {row["JCAT"]: row for row in rows(folder, "gcat_psatcat_*.tsv.gz")}
    launches = defaultdict(list)
    for row in rows(folder, "gcat_launchlog_*.tsv.gz"):
        if row["Launch_Code"].startswith(ORBITAL[0]) and int(row["Launch_Date"][:4]) >= FIRST_YEAR:
            launches[row["Launch_Tag"]].append(row)
    for tag, objects in launches.items():
        first = objects[0]
        inclination = low_inclination(payloads[o["JCAT"]] for o in objects if o["JCAT"] in payloads)
        if inclination is None:
            continue
        date = datetime.strptime(" ".join(first["Launch_Date"].split()[:3]).rstrip("?"), "%Y %b %d")
        yield tag, first["Launch_Site"], f"{date:%Y-%m-%d}", first["LV_Type"], round(inclination, 2)


def orbital_launches(folder: Path) -> Counter[str]:
    """How many orbital launches each site has tried since FIRST_YEAR."""
    tags = {
        (row["Launch_Tag"], row["Launch_Site"])
        for row in rows(folder, "gcat_launchlog_*.tsv.gz")
        if row["Launch_Code"].startswith(ORBITAL) and int(row["Launch_Date"][:4]) >= FIRST_YEAR
    }
    return Counter(site for _, site in tags)


def write(name: str, head: str, table: Iterable[tuple[object, ...]]) -> None:
    """One CSV file in the package's data folder."""
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split())
        writer.writerows(table)
    print(f"{DATA / name}: {(DATA / name).stat().st_size // 1000} kB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source = Path(sys.argv[1])
    write(
        "sites.csv",
        "code name country lat_deg lon_deg error_km source launches",
        sites(source, orbital_launches(source)),
    )
    write("planes.csv", "launch site date vehicle inclination_deg", planes(source))
