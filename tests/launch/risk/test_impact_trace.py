"""The trace of the impact point: the middle ascent of several, while all are constrained."""

import numpy as np
import pytest

from downrange.launch.fall.impact_point import ImpactPoints
from downrange.launch.risk.impact_trace import STEP_S, trace_of

AFTER_S = np.arange(100.0)


def _northward(offsets_deg: list[float]) -> ImpactPoints:
    """Impact points that run north along meridians `offsets_deg` apart, a tenth of a degree each second."""
    lon = np.array(offsets_deg)
    lat = np.broadcast_to(0.1 * AFTER_S[:, None], (AFTER_S.size, lon.size)).copy()
    return ImpactPoints(lat, np.broadcast_to(lon, lat.shape).copy(), np.full(lat.shape, 300.0))


def test_the_trace_is_that_of_the_ascent_nearest_to_the_mean_of_all() -> None:
    trace = trace_of(AFTER_S, _northward([0.0, 1.0, 5.0, 0.5]), constrained_s=60.0)
    assert set(trace.lon_deg) == {1.0}
    assert trace.after_s.tolist() == [float(t) for t in range(0, 61, STEP_S)]
    assert trace.lat_deg == pytest.approx(0.1 * trace.after_s)


def test_its_spread_is_the_way_that_nine_tenths_of_the_others_keep_within() -> None:
    trace = trace_of(AFTER_S, _northward([0.0] * 80 + [1.0] * 20), constrained_s=0.0)
    assert trace.spread_km == pytest.approx(
        [111.2], abs=0.2
    )  # a degree on the equator of a sphere of mean radius


def test_it_ends_where_an_ascent_no_longer_comes_down_and_crosses_the_date_line_whole() -> None:
    points = _northward([179.9, -179.9, 179.95])
    points.lat_deg[50:, 1] = np.nan
    trace = trace_of(AFTER_S, points, constrained_s=90.0)
    assert trace.after_s[-1] == 45.0
    assert set(trace.lon_deg) == {179.95}
    assert trace.spread_km.max() < 20.0


def test_no_constrained_second_gives_an_empty_trace() -> None:
    assert trace_of(AFTER_S, _northward([0.0]), constrained_s=-1.0).as_dict()["lat"] == []
