"""Build the density table that ships inside the package: run ``.venv/bin/python tools/build_thermosphere.py``.

Needs PyPI ``pymsis`` (NRLMSIS 2.1), which the package itself does not need. For every month, solar flux and
geomagnetic index the density is averaged over the sphere and over the hours of the day, as a near-circular
orbit samples it within days; what is left is a function of height. Takes seconds; the same version of
``pymsis`` gives the same bytes. ``manifest.json`` keeps the SHA-256 of the output.

Source: Emmert et al., NRLMSIS 2.1, J. Geophys. Res. Space Physics 127 (2022) e2022JA030896.
"""

import hashlib
import io
import json
from pathlib import Path

import numpy as np
import pymsis
from rich.progress import track

DATA = Path(__file__).resolve().parent.parent / "src" / "downrange" / "data"
NAME = "thermosphere.npz"
HEIGHT_KM = np.concatenate([
    np.arange(80, 140, 4), np.arange(140, 300, 10), np.arange(300, 600, 20), np.arange(600, 1001, 50)
]).astype(np.float64)  # fmt: skip
FLUX = np.array([60.0, 75, 90, 110, 130, 160, 200, 250, 320])
AP = np.array([0.0, 4, 10, 20, 40, 80, 150, 300])
MONTHS = np.arange(12)  # the table's months are twelfths of the year, from their middles
LATITUDES, HOURS = 12, 12


def build() -> dict[str, np.ndarray]:
    """ln of kg/m3, (month, flux, ap, height), and the nodes."""
    sine, weight = np.polynomial.legendre.leggauss(LATITUDES)  # equal areas of the sphere
    lats, lons = np.degrees(np.arcsin(sine)), np.arange(HOURS) * 360.0 / HOURS
    table = np.empty((len(MONTHS), len(FLUX), len(AP), len(HEIGHT_KM)), dtype=np.float32)
    for month in track(MONTHS.tolist(), "months"):
        day = np.datetime64("2001-01-01T12:00") + np.timedelta64(round((month + 0.5) / 12 * 365.25 * 24), "h")
        noon = day.astype("datetime64[D]") + np.timedelta64(12, "h")
        for f, flux in enumerate(FLUX):
            for a, ap in enumerate(AP):
                told = pymsis.calculate(
                    [noon], lons, lats, HEIGHT_KM, [flux], [flux], np.full((1, 7), ap), version=2.1
                )
                density = told[0, ..., pymsis.Variable.MASS_DENSITY].mean(axis=0)  # hours
                table[month, f, a] = np.log(weight @ density / weight.sum())
    return {"log_density": table, "height_km": HEIGHT_KM, "flux": FLUX, "ap": AP}


def main() -> None:
    with io.BytesIO() as file:
        np.savez_compressed(file, **build())
        data = file.getvalue()
    (DATA / NAME).write_bytes(data)
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    manifest["outputs"][NAME] = hashlib.sha256(data).hexdigest()
    (DATA / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{NAME}: {len(data) / 1e3:.0f} kB, pymsis {pymsis.__version__}")


if __name__ == "__main__":
    main()
