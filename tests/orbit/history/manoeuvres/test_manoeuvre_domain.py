"""Outside of the orbits and histories on which manoeuvres were measured, the answer is that it cannot be told."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.orbit.elements.elements import Elements
from downrange.orbit.history.element_history import History, histories
from downrange.orbit.history.history_codes import ManoeuvreDomainCode, StationKeepingCode
from downrange.orbit.history.manoeuvres.detection import detect_manoeuvres
from downrange.orbit.history.manoeuvres.manoeuvre_domain import REV_DAY_MARGIN, SPARSE_REV_DAY, domain_of
from downrange.orbit.history.manoeuvres.station_keeping import station_keeping
from made_histories import drifting


def only(elements: Elements) -> History:
    (history,) = histories(elements)
    return history


def codes(elements: Elements) -> list[str]:
    return [str(remark.code) for remark in domain_of(only(elements)).outside]


def at_rev_day(rev_day: float, count: int = 120) -> Elements:
    sets = drifting(sets=count)
    return replace(sets, mean_motion_rev_day=sets.mean_motion_rev_day - 14.2674 + rev_day)


@pytest.mark.parametrize(
    ("rev_day", "inside"),
    [
        (14.522 + REV_DAY_MARGIN - 0.002, True),
        (14.522 + REV_DAY_MARGIN + 0.002, False),
        (12.809 - REV_DAY_MARGIN + 0.002, True),
        (12.809 - REV_DAY_MARGIN - 0.002, False),
        (15.2, False),
        (2.0057, False),
    ],
)
def test_heights_are_told_from_both_sides_of_the_bounds(rev_day: float, inside: bool) -> None:
    assert codes(at_rev_day(rev_day)) == ([] if inside else [str(ManoeuvreDomainCode.HEIGHT)])


def test_eccentricity_and_drag_beyond_the_measured_are_reasons() -> None:
    sets = drifting()
    round_, long_ = (replace(sets, eccentricity=np.full(len(sets), e)) for e in (0.0014, 0.0016))
    assert codes(round_) == []
    assert codes(long_) == [str(ManoeuvreDomainCode.ECCENTRIC)]
    a_m = 7_178_000.0
    for fall_m_day, reasons in ((1.3, []), (1.5, [str(ManoeuvreDomainCode.DRAG)])):
        ndot = fall_m_day * 14.2674 / (2 / 3 * a_m * 2)
        assert codes(replace(sets, ndot=np.full(len(sets), ndot))) == reasons


@pytest.mark.parametrize(("every", "inside"), [(1, True), (9, True), (10, False)])
def test_sets_farther_apart_than_measured_are_a_reason(every: int, inside: bool) -> None:
    """4.5 days are within a quarter of the 3.7 measured, 5 days are not."""
    sets = drifting(sets=400)
    thin = sets.select(np.arange(0, len(sets), every))
    assert codes(thin) == ([] if inside else [str(ManoeuvreDomainCode.THIN)])


def test_outside_a_burn_has_no_probability_and_no_burn_says_nothing() -> None:
    low = at_rev_day(15.2)
    quiet = station_keeping(only(low), ())
    assert quiet.remark.code is StationKeepingCode.NOT_MEASURED
    assert quiet.verdict == "cannot be told"
    assert quiet.as_dict()["outside_codes"] == [str(ManoeuvreDomainCode.HEIGHT)]
    (here,) = detect_manoeuvres(only(drifting(60.0)))
    assert here.as_dict()["measured"] is True
    eccentric = replace(drifting(60.0), eccentricity=np.full(120, 0.01))
    (one,) = detect_manoeuvres(only(eccentric))
    assert (one.measured, one.as_dict()["probability"]) == (False, None)
    steered = station_keeping(only(eccentric), (one,))
    assert steered.remark.code is StationKeepingCode.OUTSIDE
    assert steered.verdict == "cannot be told"


def test_sets_weeks_apart_without_a_raise_speak_of_raises_only() -> None:
    sets = at_rev_day(SPARSE_REV_DAY + 0.01, count=1200)
    weeks = sets.select(np.arange(0, len(sets), 40))
    told = station_keeping(only(weeks), detect_manoeuvres(only(weeks)))
    assert told.remark.code is StationKeepingCode.NONE_SPARSE
    assert "20 days apart" in told.says
    higher = at_rev_day(SPARSE_REV_DAY - 0.01, count=1200).select(np.arange(0, len(sets), 40))
    unknown = station_keeping(only(higher), ())
    assert (unknown.remark.code, unknown.verdict) == (StationKeepingCode.NOT_MEASURED, "cannot be told")
    assert unknown.as_dict()["outside_codes"] == [str(ManoeuvreDomainCode.SPARSE)]


def test_debris_on_an_ellipse_is_not_called_steered() -> None:
    """COSMOS 1261 DEB (12893), e 0.71: Moon and Sun raise it from month to month, and it was called steered."""
    sets = at_rev_day(2.1, count=6)
    rising = replace(sets, mean_motion_rev_day=sets.mean_motion_rev_day - 1e-4 * np.arange(6),
                     epoch_jd=sets.epoch_jd + 30.0 * np.arange(6), eccentricity=np.full(6, 0.7))  # fmt: skip
    found = detect_manoeuvres(only(rising))
    assert found
    assert not any(one.measured for one in found)
    told = station_keeping(only(rising), found)
    assert (told.remark.code, told.verdict) == (StationKeepingCode.OUTSIDE, "cannot be told")
