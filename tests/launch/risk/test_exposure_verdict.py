"""In which form an exposure is given, at both sides of each threshold; its interval beside exact quantiles."""

from dataclasses import replace

import pytest
import shapely

from downrange.geography.territories import Territory
from downrange.launch.risk.arrival_times import rounded_outward_s, rounding_step_s
from downrange.launch.risk.exposure import Exposure
from downrange.launch.risk.exposure_rows import exposure_rows
from downrange.launch.risk.exposure_verdict import (
    LEAST_FIGURE,
    LEAST_MEMBERS,
    MOST_ERROR,
    Known,
    chi_square,
    share_interval,
    statement_of,
)
from downrange.launch.risk.failure_rate import FailureRate
from downrange.launch.risk.named_territories import LEAST_RANGE
from downrange.launch.risk.risk_codes import RowVerdict

SQUARE = Territory("X-1", "Square", "province", "X", shapely.box(0.0, 0.0, 1.0, 1.0), False, "made up")
ROW = Exposure(
    territory=SQUARE,
    over=None,
    impact_point=None,
    hits=50,
    p_any_fragment=1e-3,
    standard_error=1e-4,
    effective_members=40.0,
    p_single_fragment=1e-4,
    p_upper_bound=None,
    by_severity=(5e-4, 1e-3, 2e-3),
    by_mode=(1e-3,) * 4,
    by_path=(0.5, 2.0),
    arrival_s=(100.0, 200.0),
    last_s=220.0,
    pieces=(0.1, 0.1, 0.1),
    beyond_fit=False,
    arrival_error_s=(2.0, 9.0),
)
FULL = Known(vehicle=True, orbit=True)


@pytest.mark.parametrize(
    ("changes", "known", "verdict"),
    [
        ({}, FULL, RowVerdict.FIGURE),
        ({}, Known(vehicle=True), RowVerdict.FIGURE),
        ({}, Known(orbit=True), RowVerdict.FIGURE),
        ({}, Known(), RowVerdict.LITTLE_KNOWN),
        ({"effective_members": LEAST_MEMBERS}, FULL, RowVerdict.FIGURE),
        ({"effective_members": LEAST_MEMBERS - 0.1}, FULL, RowVerdict.FEW_ASCENTS),
        ({"standard_error": 1e-3 * (MOST_ERROR - 0.01)}, FULL, RowVerdict.FIGURE),
        ({"standard_error": 1e-3 * MOST_ERROR}, FULL, RowVerdict.WIDE_ERROR),
        ({"p_any_fragment": LEAST_FIGURE, "standard_error": 1e-5}, FULL, RowVerdict.FIGURE),
        ({"p_any_fragment": 0.99 * LEAST_FIGURE, "standard_error": 1e-5}, FULL, RowVerdict.RARE),
        ({"p_any_fragment": None, "hits": 0, "p_upper_bound": 1e-3}, FULL, RowVerdict.BOUND),
        ({"p_any_fragment": None, "hits": 0}, FULL, RowVerdict.NO_FIGURE),
    ],
)
def test_a_row_is_a_figure_a_range_a_bound_or_nothing(
    changes: dict[str, float | None], known: Known, verdict: RowVerdict
) -> None:
    said = statement_of(replace(ROW, **changes), known, 120)
    assert said.verdict.code is verdict
    assert (said.figure is not None) == (verdict is RowVerdict.FIGURE)
    assert (said.bound is not None) == (verdict is RowVerdict.BOUND)
    assert (said.spread is not None) == (verdict not in (RowVerdict.BOUND, RowVerdict.NO_FIGURE))


def test_the_spread_runs_from_one_piece_on_a_far_ascent_to_the_hardest_break_up_on_a_near_one() -> None:
    assert statement_of(ROW, FULL, 120).spread == pytest.approx((1e-4 * 0.5, 2e-3 * 2.0))
    widened = statement_of(replace(ROW, effective_members=3.0), FULL, 120).spread
    assert widened is not None
    assert widened[0] < 1e-4 * 0.5
    assert widened[1] > 2e-3 * 2.0


@pytest.mark.parametrize(
    ("z", "degrees", "exact"),
    [
        (-1.96, 20.0, 9.591),
        (1.96, 20.0, 34.170),
        (1.645, 2.0, 5.991),
        (1.645, 10.0, 18.307),
        (-1.96, 10.0, 3.247),
    ],
)
def test_quantiles_of_chi_square_beside_printed_tables(z: float, degrees: float, exact: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4."""
    assert chi_square(z, degrees) == pytest.approx(exact, rel=0.02)


def test_the_interval_is_that_of_a_count() -> None:
    """Garwood: of 10 hits 4.795 to 18.39; and the threshold of 0.35 is a factor of two or little more either way."""
    low, high = share_interval(0.01, 10**-0.5)
    assert (1000 * low, 1000 * high) == pytest.approx((4.795, 18.39), rel=0.02)
    low, high = share_interval(1e-3, MOST_ERROR)
    assert 1e-3 / low < 2.4
    assert high / 1e-3 < 2.05


@pytest.mark.parametrize(("spread_s", "step_s"), [(0.4, 1), (1.1, 10), (30.0, 10), (31.0, 60), (151.0, 300)])
def test_times_are_rounded_to_what_they_are_known_to(spread_s: float, step_s: float) -> None:
    assert rounding_step_s(spread_s) == step_s
    first, last = rounded_outward_s(778.2, 1864.5, step_s)
    assert first <= 778.2
    assert last >= 1864.5
    assert first % step_s == last % step_s == 0.0


def test_values_come_before_bounds_and_what_is_out_of_reach_is_not_named() -> None:
    reach = shapely.box(-1.0, -1.0, 2.0, 2.0)
    far = replace(SQUARE, code="X-9", geometry=shapely.box(50.0, 0.0, 51.0, 1.0))
    bound = replace(ROW, hits=0, p_any_fragment=None, p_upper_bound=0.5)
    rows = [
        replace(bound, territory=replace(SQUARE, code="X-2")),
        replace(bound, territory=far),
        replace(ROW, territory=replace(SQUARE, code="X-3"), p_any_fragment=2e-4, standard_error=2e-5),
        replace(
            ROW,
            territory=replace(SQUARE, code="X-4"),
            effective_members=2.0,
            by_severity=(LEAST_RANGE / 20,),
            p_any_fragment=LEAST_RANGE / 20,
            standard_error=LEAST_RANGE / 100,
        ),
        replace(ROW, territory=replace(SQUARE, code="X-5"), effective_members=9.9, p_any_fragment=2e-3),
        ROW,
    ]
    told = exposure_rows(rows, FailureRate(0, 0), FULL, reach, 120)
    assert [row["code"] for row in told] == ["X-1", "X-3", "X-5", "X-2"], "figures, ranges, bounds"
    assert told[0]["impact_s"] == [100.0, 200.0]
    assert told[0]["impact_known_to_s"] == 10.0
    assert told[2]["carried_by"] == {"ascents": 9, "of": 120}
    assert told[2]["impact_probability"] is None
    little = exposure_rows(rows, FailureRate(0, 0), Known(), reach, 120)
    assert "X-2" not in {row["code"] for row in little}, "a bound of broad classes is not knowledge"
