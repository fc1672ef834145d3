"""Skies given by a profile or by NRLMSIS: read strictly, and bodies drift in them as they must."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.answers.fall import fall_of
from downrange.answers.requests import FallRequest
from downrange.case.case_reader import SHIPPED, read_case
from downrange.earth.atmosphere import density_kg_m3
from downrange.earth.ellipsoid import geodesic_inverse, geodetic_to_ecef_m
from downrange.errors import CaseError, InputError
from downrange.kernel.parallel import Draws
from downrange.launch.fall.atmosphere_models import msis_atmosphere, read_atmosphere, with_density
from downrange.launch.fall.ballistic_fall import LANDED, drop, standard_atmosphere

pytestmark = pytest.mark.slow

WIND = "altitude_m,east_m_s,north_m_s\n0,10,0\n30000,10,0\n"
LAUNCH = datetime(2023, 11, 21, 13, 42, 28, tzinfo=UTC)
STILL = standard_atmosphere()
a_part_in_a_thousand, five_percent = 1e-3, 0.05


def fall_from(alt_m: float, beta_kg_m2: float, air: object) -> tuple[float, float, float]:
    """Where a body at rest above 0 N 0 E lands, and after how long."""
    impact = drop(geodetic_to_ecef_m([0.0], [0.0], [alt_m]), np.zeros((3, 1)), beta_kg_m2, air)  # type: ignore[arg-type]
    assert impact.failed[0] == LANDED
    return float(impact.lat_deg[0]), float(impact.lon_deg[0]), float(impact.after_s[0])


def test_a_light_body_drifts_with_the_wind_for_as_long_as_it_falls() -> None:
    """A fairing half of 5 kg/m2 takes up a steady wind at once: its drift is wind times the time of fall."""
    lat, lon, after_s = fall_from(10_000.0, 5.0, read_atmosphere(WIND))
    calm_lat, calm_lon, _ = fall_from(10_000.0, 5.0, STILL)
    drift_m, azimuth, _ = geodesic_inverse(calm_lat, calm_lon, lat, lon)
    assert float(drift_m) == pytest.approx(10.0 * after_s, rel=0.01)
    assert float(azimuth) == pytest.approx(90.0, abs=0.5)


def test_twice_the_air_is_half_the_ballistic_coefficient() -> None:
    levels = np.arange(0.0, 100_001.0, 1000.0)
    twice = with_density(STILL, levels, 2 * density_kg_m3(levels))
    assert fall_from(60_000.0, 200.0, twice) == pytest.approx(
        fall_from(60_000.0, 100.0, STILL), rel=1e-6, abs=1e-6
    )


def test_the_standard_profile_is_the_standard_sky() -> None:
    rows = [f"{h},{float(density_kg_m3(h))!r}" for h in range(0, 100_001, 5000)]
    air = read_atmosphere("# US76\naltitude_m,density_kg_m3\n" + "\n".join(rows))
    assert air.log_density == pytest.approx(STILL.log_density, abs=1e-9)
    assert air.wind.size == 0


@pytest.fixture
def windy(tmp_path: Path) -> Path:
    """The Nuri case with a west wind of 20 m/s."""
    folder = tmp_path / "windy"
    shutil.copytree(SHIPPED / "2023-05-25-nuri-3", folder)
    (folder / "air.csv").write_text("altitude_m,east_m_s,north_m_s\n0,20,0\n40000,20,0\n")
    told = (folder / "case.toml").read_text()
    (folder / "case.toml").write_text('air = { profile = "air.csv", source = "a made-up wind" }\n' + told)
    return folder


def test_a_case_with_a_wind_says_so_and_its_debris_drifts(windy: Path) -> None:
    calm, blown = (
        fall_of(FallRequest(case=read_case(str(name)), draws=Draws(200)))
        for name in ("2023-05-25-nuri-3", windy)
    )
    assert "no wind" in calm["air"]
    assert blown["air"] == "US Standard Atmosphere 1976, with the profile air.csv (a made-up wind)"
    assert {each["file"] for each in blown["receipt"]["inputs"]} >= {"air.csv", "case.toml"}
    assert any(
        one["after_liftoff_s"] != other["after_liftoff_s"]
        for one, other in zip(calm["bodies"], blown["bodies"], strict=True)
    )


@pytest.mark.parametrize(
    ("air", "says"),
    [
        ('{ source = "x" }', "profile"),
        ('{ model = "nrlmsis-2.1", source = "x" }', "f107"),
        ('{ model = "nrlmsis-2.1", f107 = 150, f107_mean = 9e9, ap = 8, source = "x" }', "f107_mean"),
        ('{ profile = "../air.csv", source = "x" }', "inside"),
        ('{ profile = "none.csv", source = "x" }', "none.csv"),
    ],
)
def test_an_air_that_is_none_is_refused_in_words(windy: Path, air: str, says: str) -> None:
    told = (windy / "case.toml").read_text().splitlines(keepends=True)
    (windy / "case.toml").write_text(f"air = {air}\n" + "".join(told[1:]))
    with pytest.raises(CaseError) as refused:
        read_case(str(windy))
    assert says in str(refused.value)


def test_msis_is_the_air_of_the_day() -> None:
    """pymsis itself at heights between the levels; at the ground of the day within some per cent of US76."""
    pymsis = pytest.importorskip("pymsis")
    air = msis_atmosphere(39.66, 124.7, LAUNCH, f107=160.0, f107_mean=155.0, ap=12.0)
    heights_m = np.array([2_500.0, 20_250.0, 61_500.0, 95_250.0, 150_500.0])
    when = np.datetime64("2023-11-21T13:42:28")
    said = {"f107s": [160.0], "f107as": [155.0], "aps": [[12.0] * 7], "version": 2.1}
    answer = np.asarray(pymsis.calculate(when, 124.7, 39.66, heights_m / 1e3, **said))
    at_m = air.step_m * np.arange(air.log_density.size)
    ours = np.exp(np.interp(heights_m, at_m, air.log_density))
    assert ours == pytest.approx(answer[0, 0, 0, :, pymsis.Variable.MASS_DENSITY].astype(float), rel=0.01)
    assert np.exp(air.log_density[0]) == pytest.approx(1.225, rel=0.1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no levels"),
        ("altitude_m,east_m_s\n0,1\n", "two parts"),
        ("altitude_m\n0\n", "do not make"),
        ("altitude_m,colour\n0,1\n", "not a column"),
        ("altitude_m,density_kg_m3\n0,1.2\n1000,nan\n", "line 3"),
        ("altitude_m,density_kg_m3\n0,1.2\n1000,0\n", "line 3"),
        ("altitude_m,density_kg_m3\n0,1.2\n0,1.1\n", "line 3"),
        ("altitude_m,density_kg_m3\n0,1.2\n1000\n", "1 cells"),
        ("altitude_m,east_m_s,north_m_s\n0,1,2\n1000,1e9,0\n", "no east_m_s"),
        ("altitude_m,density_kg_m3\n0,1.2\n", "do not rise"),
    ],
)
def test_a_profile_that_is_none_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        read_atmosphere(text, where="air.csv")
    assert says in str(refused.value)


@given(st.text(max_size=200) | st.text(alphabet="0123456789.,-\naltiude_mskghor", max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        air = read_atmosphere(text)
    except InputError:
        return
    assert np.isfinite(air.log_density).all()
