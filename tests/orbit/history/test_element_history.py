"""Cleaning against faults that were put in on purpose: those are found, named, and nothing else is."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.history.element_history import histories
from downrange.orbit.history.history_codes import DroppedCode
from downrange.orbit.history.running_statistics import NORMAL, running_median, running_scale
from repository import EXCERPTS, archive

TEN_METRES_REV_DAY = 3.3e-5  # 1.5 n/a, at 15.2 rev/day
ONE = """\
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""


def month(sets: int = 60, raise_at: int | None = None) -> Elements:
    """A month of an object that sinks, with the noise of real sets (2 m) and one raise of 300 m if wanted."""
    noise = np.random.default_rng(5).normal(size=sets) * TEN_METRES_REV_DAY / 5
    k = np.arange(sets)
    one = read_elements(ONE).select(np.zeros(sets, dtype=int))
    raised = np.zeros(sets) if raise_at is None else 30 * TEN_METRES_REV_DAY * (k >= raise_at)
    days = one.epoch_fraction + 0.5 * k
    return replace(
        one,
        epoch_jd=one.epoch_jd + np.floor(days),
        epoch_fraction=days % 1,
        raan_deg=(one.raan_deg + 0.986 * 0.5 * k) % 360,
        mean_motion_rev_day=one.mean_motion_rev_day + 4.5e-5 * k + noise - raised,
        element_set=k + 1,
    )


def altered(elements: Elements, row: int, **by: float) -> Elements:
    columns = {name: getattr(elements, name).copy() for name in by}
    for name, change in by.items():
        columns[name][row] += change
    return replace(elements, **columns)


def test_a_sound_history_keeps_every_set_also_one_with_a_raise():
    for given in (month(), month(raise_at=30)):
        (history,) = histories(given)
        assert not history.dropped
        assert history.rows.tolist() == list(range(60))
        assert history.days[-1] == pytest.approx(29.5)


def test_faults_put_in_are_named_and_nothing_else_is():
    given = month(raise_at=40)
    given = altered(given, 10, mean_motion_rev_day=20 * TEN_METRES_REV_DAY)  # 200 m off
    given = altered(altered(given, 20, inclination_deg=0.9), 21, inclination_deg=0.9)  # another's, twice
    given = altered(given, 50, epoch_fraction=0.49)  # 14 minutes before the next
    given = join([given, given.select([5])])
    (history,) = histories(given)
    assert {(one.row, one.code.reason) for one in history.dropped} == {
        (5, "duplicate"), (10, "outlier"), (20, "cross-tag"), (21, "cross-tag"), (50, "superseded"),
    }  # fmt: skip
    assert len(history.elements) == 61 - 5
    off = next(one for one in history.dropped if one.code == DroppedCode.OUTLIER)
    assert off.facts["off_m"] == pytest.approx(-200, abs=5)  # a faster mean motion is a smaller orbit


def test_order_and_objects_are_told_apart():
    one, other = month(), replace(month(), norad=np.full(60, 7))
    shuffled = join([one, other]).select(np.random.default_rng(1).permutation(120))
    found = list(histories(shuffled))
    assert [history.norad for history in found] == [7, 58400]
    for history in found:
        assert np.all(np.diff(history.days) > 0)
        assert np.all(np.diff(history.elements.element_set) == 1)
        assert np.array_equal(shuffled.norad[history.rows], history.elements.norad)
    assert list(histories(shuffled.select(slice(0, 0)))) == []


def test_running_statistics_agree_with_numpy():
    values = np.random.default_rng(2).normal(size=200)
    values[7] = np.nan
    expected = [np.nanmedian(values[max(k - 40, 0) : k + 41]) for k in range(200)]
    assert running_median(values, 40) == pytest.approx(np.array(expected), abs=1e-12)
    noise = np.random.default_rng(3).normal(size=4001)
    assert np.median(running_scale(noise, 40)) == pytest.approx(1.0, abs=0.1)
    assert pytest.approx(1.0, abs=1e-4) == NORMAL * 0.67449


def test_a_set_of_another_object_among_real_ones():
    """Fengyun-2E in December 2015: the fifth of nine sets stands 234 km and 1.7 deg off, and its neighbours agree."""
    (history,) = histories(read_elements(EXCERPTS / "fengyun_2e_2015.tle"))
    assert [(one.row, one.code) for one in history.dropped] == [(4, DroppedCode.CROSS_TAG)]
    assert len(history.elements) == 8


def test_whole_real_histories_lose_few_sets():
    """Fengyun-2E, 2377 sets, loses one to another object; passive objects of 2012 and 2016 lose none."""
    (history,) = histories(read_elements(archive("orbits/manoeuvre/Fengyun-2E.tle.gz")))
    assert [one.code for one in history.dropped].count(DroppedCode.CROSS_TAG) == 1
    assert len(history.elements) / (len(history.elements) + len(history.dropped)) > 0.96
    for number in (39026, 39029, 41332):
        (history,) = histories(read_elements(archive(f"orbits/dprk/{number}.tle")))
        assert not history.dropped
