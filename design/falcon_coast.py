"""Coasts of Falcon 9 first stages against their webcasts: time and altitude of the apogee after cut-off.

    python design/falcon_coast.py --telemetry FILE.json [--json]

The file holds, by flight, ``meco`` (time s, velocity m/s and angle deg relative to the ground, altitude and
downrange_distance km at main engine cut-off) and ``events`` (apogee s), as ../shared/data/fall/falcon9_telemetry.json
(webcast telemetry; altitude is shown there to a kilometre). The
pad is Cape Canaveral's and the heading due east for all, which moves an apogee by tens of metres. The state is taken
at cut-off; engines fade for a second more. Apogee altitudes as shown on the webcasts, or ``apogee_km`` of the file.
Flights that brake before their apogee (boost-back) are left out.
"""

import json
import sys

import numpy as np

from downrange.earth.ellipsoid import geodesic_direct, geodetic_to_ecef_m
from downrange.earth.unit_vectors import local_axes
from downrange.launch.fall.ballistic_fall import standard_atmosphere, trace
from measurement import Row, answer, archives, arguments, files, quantile, require, text_of

PAD, HEADING_DEG = (28.6, -80.6), 90.0
STAGE_KG_M2 = 2500.0  # some 25 t on a frontal area of 10 m2; between 65 and 119 km it hardly matters
SHOWN_KM = {"SES-11": 119.0, "KoreaSat 5A": 119.0, "BulgariaSat-1": 119.0}


def coast(meco: dict[str, float]) -> tuple[float, float]:
    """Seconds after lift-off and altitude (km) of the apogee of a coast from cut-off."""
    lat, lon, azimuth = (
        float(x) for x in geodesic_direct(*PAD, HEADING_DEG, 1e3 * meco["downrange_distance"])
    )
    east, north, up = local_axes(lat, lon)
    level = np.sin(np.radians(azimuth)) * east + np.cos(np.radians(azimuth)) * north
    path = np.radians(meco["angle"])
    v = meco["velocity"] * (np.cos(path) * level + np.sin(path) * up)
    r = geodetic_to_ecef_m(lat, lon, 1e3 * meco["altitude"])
    track = trace(r, v, STAGE_KG_M2, standard_atmosphere(), every_s=0.25)
    top = int(np.argmax(track.alt_m))
    return meco["time"] + float(track.after_s[top]), float(track.alt_m[top]) / 1e3


def rows_of(flights: Row) -> list[Row]:
    """The apogee of every coast beside the one that was seen."""
    rows = []
    for name, flight in flights.items():
        events = flight["events"] if isinstance(flight, dict) else {}
        if "apogee" not in events or "boostback_start" in events:  # one that brakes before its apogee
            continue
        after_s, altitude_km = coast(flight["meco"])
        shown_km = flight.get("apogee_km", SHOWN_KM.get(name))
        late_s, high_km = after_s - events["apogee"], None if shown_km is None else altitude_km - shown_km
        rows.append(
            {
                "flight": name,
                "apogee_s": after_s,
                "apogee_km": altitude_km,
                "late_s": late_s,
                "high_km": high_km,
            }
        )
    return rows


def line(row: Row) -> str:
    high = "" if row["high_km"] is None else f", {row['high_km']:+.1f} km"
    return f"{row['flight']:14} T+{row['apogee_s']:.1f} s at {row['apogee_km']:.1f} km: {row['late_s']:+.1f} s{high}"


def main(words: list[str] | None = None) -> int:
    parser = arguments(__doc__, halves=False)
    files(parser, "--telemetry", archives("fall/falcon9_telemetry.json"), "states at cut-off and event times")
    given = parser.parse_args(words)
    require(parser, given, "--telemetry")
    rows = [row for path in given.telemetry for row in rows_of(json.loads(text_of(path)))]
    late = [abs(row["late_s"]) for row in rows]
    high = [abs(row["high_km"]) for row in rows if row["high_km"] is not None]
    figures = {"coasts": len(rows), "worst_s": quantile(late, 1.0), "worst_km": quantile(high, 1.0)}
    return answer(given, rows, {**figures, "aim_s": 2.0, "aim_km": 1.5}, line)


if __name__ == "__main__":
    sys.exit(main())
