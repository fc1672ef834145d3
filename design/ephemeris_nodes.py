"""How far an interpolated path departs from SGP4: positions alone, or positions and velocities?

    python design/ephemeris_nodes.py [--json]

`orbit/overflight/ephemeris` asks SGP4 every few minutes and interpolates between. A Hermite quintic (position,
velocity, acceleration at both ends) needs only two nodes; a polynomial through twelve positions needs no velocities.
SGP4's velocity is not the derivative of its position, so the quintic is up to 50 m off, 130 m for a
decaying object, and shorter steps help it only in proportion. The polynomial wins.

Element sets: the SGP4 verification set of Vallado et al., AIAA 2006-6753.
"""

import sys
from datetime import timedelta

import numpy as np
from scipy.interpolate import BPoly

from downrange.earth.constants import SGP4_A_KM, SGP4_J2, SGP4_MU_KM3_S2
from downrange.earth.frames import teme_to_ecef
from downrange.earth.instants import datetime_utc, offset_julian
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.overflight.ephemeris import ephemerides
from downrange.orbit.propagation.sgp4_states import propagate
from measurement import Row, answer, arguments

SETS = {
    "low, circular": """1 28057U 03049A   06177.78615833  .00000060  00000-0  35940-4 0  1836
2 28057  98.4283 247.6961 0000884  88.1964 271.9322 14.35478080140550""",
    "low, decaying": """1 29141U 85108AA  06170.26783845  .99999999  00000-0  13519-0 0   718
2 29141  82.4288 273.4882 0015848 277.2124  83.9133 15.93343074  6828""",
    "eccentric": """1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753
2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667""",
    "Molniya": """1 09880U 77021A   06176.56157475  .00000421  00000-0  10000-3 0  9814
2 09880  64.5968 349.3786 7069051 270.0229  16.3320  2.00813614112380""",
    "geostationary": """1 28626U 05008A   06176.46683397 -.00000205  00000-0  10000-3 0  2190
2 28626   0.0019 286.9433 0000335  13.7918  55.6504  1.00270176  4891""",
}
SPAN_S = 43_200.0
DECAYING_SPAN_S = 7_200.0  # SGP4 brings it down soon after


def hermite(nodes_s, r_km, v_km_s):
    """A quintic in TEME, with the acceleration of the Earth's pull and its J2."""
    x, y, z = r_km
    r2 = x * x + y * y + z * z
    flattening, polar = 1.5 * SGP4_J2 * SGP4_A_KM**2 / r2, 5 * z * z / r2
    pull = -SGP4_MU_KM3_S2 / r2**1.5
    a_km_s2 = pull * np.stack([
        x * (1 + flattening * (1 - polar)), y * (1 + flattening * (1 - polar)), z * (1 + flattening * (3 - polar)),
    ])  # fmt: skip
    return BPoly.from_derivatives(nodes_s, np.stack([r_km.T, v_km_s.T, a_km_s2.T], axis=1))


def rows_of() -> list[Row]:
    """The largest distance from SGP4 over a span, by kind of orbit and of curve."""
    rows = []
    for name, tle in SETS.items():
        elements = read_elements(tle)
        span_s = DECAYING_SPAN_S if "decaying" in name else SPAN_S
        start = datetime_utc(float(elements.epoch_jd[0]), float(elements.epoch_fraction[0]))
        (path,) = ephemerides(elements, start, start + timedelta(seconds=span_s))
        looks = np.linspace(0, span_s, 5003)
        jd, fraction = offset_julian(start, looks)
        r_teme, _, _ = propagate(elements, jd, fraction)
        off = []
        for step in (path.step_s, path.step_s / 2):
            nodes = np.linspace(0, span_s, round(span_s / step) + 1)
            r, v, _ = propagate(elements, *offset_julian(start, nodes))
            off.append(np.linalg.norm(hermite(nodes, r[:, 0], v[:, 0])(looks).T - r_teme[:, 0], axis=0).max())
        from_ours, _ = path.at(np.zeros(len(looks), dtype=np.intp), looks)
        off.append(np.linalg.norm(from_ours - teme_to_ecef(r_teme[:, 0], jd, fraction), axis=0).max())
        quintic, half, ours = (1000 * km for km in off)
        row = {
            "orbit": name,
            "step_s": path.step_s,
            "quintic_m": quintic,
            "half_step_m": half,
            "points_m": ours,
        }
        rows.append(row)
    return rows


def line(row: Row) -> str:
    worst = f"{row['quintic_m']:10.2f}{row['half_step_m']:11.2f}{row['points_m']:11.2f}"
    return f"{row['orbit']:32}{row['step_s']:8.0f}{worst}"


def main(words: list[str] | None = None) -> int:
    given = arguments(__doc__, halves=False).parse_args(words)
    rows = rows_of()
    figures = {
        f"worst_{name}": max(row[name] for row in rows) for name in ("quintic_m", "half_step_m", "points_m")
    }
    return answer(given, rows, figures, line)


if __name__ == "__main__":
    sys.exit(main())
