"""Cells of hits: densities known in closed form, clustered draws, the 180th meridian, and what is not resolved."""

import numpy as np
import pytest

from downrange.earth.constants import MEAN_RADIUS_M
from downrange.kernel.arrays import Floats
from downrange.launch.risk.hazard_areas import containment_area, hazard_area, hazard_of
from downrange.launch.risk.hazard_codes import HazardRemark
from downrange.launch.risk.impact_density import Hits, density_by_time, impact_density

PIECES = 30
TARGET_M2 = 1e4


def cloud(draws: int, sd_deg: float, lon_deg: float = 20.0, lat_deg: float = 0.0, seed: int = 1) -> Hits:
    """A normal cloud of the same width in both directions around a place near the equator."""
    g = np.random.default_rng(seed)
    lat, lon = g.normal(lat_deg, sd_deg, draws * PIECES), g.normal(lon_deg, sd_deg, draws * PIECES)
    return hits(lat, lon, draws, g.uniform(100.0, 900.0, lat.size))


def hits(lat: Floats, lon: Floats, draws: int, after_s: Floats | None = None) -> Hits:
    draw = np.tile(np.arange(draws), lat.size // draws)
    when = np.full(lat.size, 500.0) if after_s is None else after_s
    return Hits(lat, (lon + 180.0) % 360.0 - 180.0, when, draw, np.full(lat.size, TARGET_M2), draws)


def peak(sd_deg: float) -> float:
    return PIECES * TARGET_M2 / (2 * np.pi * (np.radians(sd_deg) * MEAN_RADIUS_M) ** 2)


@pytest.mark.parametrize("lon_deg", [20.0, 180.0])
@pytest.mark.parametrize("share", [0.3, 0.1, 0.01])
def test_an_area_is_that_of_a_normal_cloud(lon_deg: float, share: float) -> None:
    """Above a share f of its peak a normal cloud covers -2 ln f pi sd^2; ours is as large, or larger by 20 %."""
    sd = 0.2
    found = hazard_of(cloud(2000, sd, lon_deg), 1.0, share * peak(sd))
    true_km2 = -2 * np.log(share) * np.pi * (np.radians(sd) * MEAN_RADIUS_M / 1e3) ** 2
    assert found.area_km2 is not None
    assert 1.0 <= found.area_km2 / true_km2 < 1.2
    assert found.highest == pytest.approx(peak(sd), rel=0.15)


def test_the_chance_scales_what_is_above() -> None:
    sd = 0.2
    sure, seldom = (hazard_of(cloud(2000, sd), chance, 0.3 * peak(sd)) for chance in (1.0, 0.25))
    assert sure.area_km2
    assert seldom.area_km2 == 0.0
    assert seldom.remark.code is HazardRemark.NOWHERE


def test_a_contained_share_is_contained() -> None:
    """97 % of a normal cloud lie within -2 ln 0.03 pi sd^2; of other draws of it as many lie inside."""
    sd = 0.3
    found = containment_area(cloud(2000, sd), impact_density(cloud(2000, sd)), 0.97)
    true_km2 = -2 * np.log(0.03) * np.pi * (np.radians(sd) * MEAN_RADIUS_M / 1e3) ** 2
    assert found.area_km2 == pytest.approx(true_km2, rel=0.05)


def test_two_clouds_of_unlike_sharpness_are_both_resolved() -> None:
    """One of 7 km and one of 110 km, thousands of kilometres apart: neither blurs the other."""
    near, far = cloud(2000, 0.06, 0.0), cloud(2000, 1.0, 40.0)
    lat, lon = np.concatenate([near.lat_deg, far.lat_deg]), np.concatenate([near.lon_deg, far.lon_deg])
    together = hits(lat, lon, 2000)
    density = impact_density(together)
    assert density is not None
    highest = max(float(np.where(patch.own, patch.value, 0.0).max()) for patch in density.patches)
    assert highest == pytest.approx(peak(0.06), rel=0.15)
    alone, both = (hazard_of(each, 1.0, 0.2 * peak(1.0)).area_km2 for each in (far, together))
    assert alone is not None
    assert both == pytest.approx(alone, rel=0.1)


def test_hits_of_a_draw_that_fall_together_count_as_one() -> None:
    """The standard error is that of draws: with every piece of a draw in one place it is wider by about sqrt(K)."""
    g = np.random.default_rng(3)
    lat, lon = g.normal(0, 0.3, 4000), g.normal(0, 0.3, 4000)
    together = impact_density(hits(np.tile(lat, PIECES), np.tile(lon, PIECES), 4000))
    apart = impact_density(cloud(4000, 0.3, 0.0))
    assert together is not None
    assert apart is not None
    relative = [
        float(np.median((d.patches[0].error / d.patches[0].value)[d.patches[0].value > 0.5 * peak(0.3)]))
        for d in (together, apart)
    ]
    widths = [
        float(np.median(d.patches[0].width[d.patches[0].value > 0.5 * peak(0.3)])) for d in (together, apart)
    ]
    assert widths[0] > widths[1] or relative[0] > 3 * relative[1]


def test_too_few_draws_are_refused_with_how_many_it_takes() -> None:
    found = hazard_of(cloud(16, 0.3), 1.0, 1e-8)
    assert found.area_km2 is None
    assert not found.rings
    assert found.remark.code is HazardRemark.TOO_FEW_DRAWS
    needed = int(found.remark.facts["needed"])
    assert hazard_of(cloud(needed, 0.3), 1.0, 1e-8).area_km2 is not None
    assert containment_area(cloud(100, 0.3), impact_density(cloud(100, 0.3)), 0.97).area_km2 is None


def test_an_area_is_no_smaller_with_fewer_draws() -> None:
    """What is less well known is taken to be larger, never to be safe."""
    sd, few, many = 0.3, cloud(60, 0.3, seed=5), cloud(4000, 0.3, seed=6)
    threshold = 0.05 * peak(sd)
    less, more = hazard_of(few, 1.0, threshold), hazard_of(many, 1.0, threshold)
    assert less.area_km2 is None or (more.area_km2 is not None and less.area_km2 > 0.9 * more.area_km2)


def test_slices_cover_the_hits_of_their_time_and_no_other() -> None:
    """Pieces that move east as time goes by: each slice lies where they are then, and all together are the whole."""
    g = np.random.default_rng(4)
    when = g.uniform(0.0, 1200.0, 60_000)
    lat, lon = g.normal(0, 0.05, when.size), 10.0 + 5.0 * when / 1200.0 + g.normal(0, 0.05, when.size)
    moving = hits(lat, lon, 2000, when)
    density = impact_density(moving)
    assert density is not None
    found = hazard_area(moving, density, 1.0, 1e-3 * peak(0.3), 240.0)
    assert [(part.from_s, part.until_s) for part in found.slices] == [
        (240.0 * k, 240.0 * (k + 1)) for k in range(5)
    ]
    for k, part in enumerate(found.slices):
        west, east = min(ring[1].min() for ring in part.rings), max(ring[1].max() for ring in part.rings)
        assert west == pytest.approx(10.0 + k, abs=0.6)
        assert east == pytest.approx(11.0 + k, abs=0.6)
    patch = density.patches[0]
    by_time = density_by_time(moving, patch, np.array([0.0, 400.0, 1200.0]))
    assert by_time.sum() == pytest.approx(patch.value.sum(), rel=0.1)


def test_hits_on_all_sides_of_the_earth_cannot_be_told() -> None:
    g = np.random.default_rng(2)
    lat, lon = np.degrees(np.arcsin(g.uniform(-1, 1, 30_000))), g.uniform(-180, 180, 30_000)
    found = hazard_of(hits(lat, lon, 1000), 1.0, 1e-9)
    assert found.area_km2 is None
    assert found.remark.code is HazardRemark.ALL_AROUND


def test_no_hit_is_no_area() -> None:
    nothing = Hits(np.empty(0), np.empty(0), np.empty(0), np.empty(0, dtype=np.int64), np.empty(0), 1000)
    found = hazard_of(nothing, 1.0, 1e-6)
    assert (found.area_km2, found.remark.code) == (0.0, HazardRemark.NO_PIECE)


def test_a_cloud_over_a_pole_is_a_disc() -> None:
    g = np.random.default_rng(8)
    away, turn = np.abs(g.normal(0, 0.5, 60_000)) ** 1.0, g.uniform(-180, 180, 60_000)
    found = containment_area(h := hits(90.0 - away, turn, 2000), impact_density(h), 0.97)
    assert found.area_km2 is not None
    assert found.slices[0].geometry()["type"] in ("Polygon", "MultiPolygon")
    (ring, *_) = found.rings
    assert ring[0].min() > 88.0
