"""Coasts of Falcon 9 first stages against their webcasts: does the fall kernel climb and turn over as a real one did?

    python design/falcon_coast.py

The state at main engine cut-off (speed and angle relative to the ground, altitude, distance) and the event times are
those of ../shared/data/fall/falcon9_telemetry.json (webcast telemetry; altitude is shown there to a kilometre). The
pad is Cape Canaveral's and the heading due east for all, which moves an apogee by tens of metres. The state is taken
at cut-off; engines fade for a second more. Apogee altitudes as shown on the webcasts: the project's study of falls.
Flights that brake before their apogee (boost-back) are left out.
"""

import json
from pathlib import Path

import numpy as np

from downrange.earth.ellipsoid import geodesic_direct, geodetic_to_ecef_m
from downrange.launch.fall.announced_falls import local_axes
from downrange.launch.fall.ballistic_fall import standard_sky, trace

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "fall" / "falcon9_telemetry.json"
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
    track = trace(r, v, STAGE_KG_M2, standard_sky(), every_s=0.25)
    top = int(np.argmax(track.alt_m))
    return meco["time"] + float(track.after_s[top]), float(track.alt_m[top]) / 1e3


def main() -> None:
    late, high = [], []
    for name, flight in json.loads(DATA.read_text(encoding="utf-8")).items():
        events = flight["events"] if isinstance(flight, dict) else {}
        if (
            "apogee" not in events or "boostback_start" in events
        ):  # one that brakes before its apogee does not coast
            continue
        after_s, altitude_km = coast(flight["meco"])
        seen_s, shown_km = events["apogee"], SHOWN_KM[name]
        late.append(after_s - seen_s)
        high.append(altitude_km - shown_km)
        seen = f"seen {seen_s} s, {late[-1]:+.1f}; shown {shown_km:.0f} km, {high[-1]:+.1f}"
        print(f"{name:14} apogee T+{after_s:.1f} s at {altitude_km:.1f} km ({seen})")
    off_s, off_km = max(map(abs, late)), max(map(abs, high))
    print(f"{len(late)} coasts: at most {off_s:.1f} s and {off_km:.1f} km off; asked: 2 s, 1.5 km")


if __name__ == "__main__":
    main()
