"""Two snapshots compared: what is new, what is gone, what moved, and what only came back."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.identify.snapshots import Lacking, is_newly_numbered, lacking, newcomers, snapshot_time

PAIR = """\
1 25544U 98067A   23343.07755144  .00026603  00000-0  46764-3 0  9995
2 25544  51.6400 182.2887 0001365  15.2823 127.3497 15.50296263428916
"""
ISS = read_elements(PAIR)


def like(norad: int, day: float = 0.0, **changes: float) -> Elements:
    """The station's elements under another number, so many days later."""
    columns = {name: np.array([value]) for name, value in changes.items()}
    return replace(ISS, norad=np.array([norad]), epoch_jd=ISS.epoch_jd + day, **columns)


def test_new_lost_returned_moved():
    before = join([like(1), like(2), like(3), like(50_000)])
    after = join([
        like(1, 30, mean_motion_rev_day=15.58),  # raised by more than drag explains, the wrong way for drag
        like(3, 30, mean_motion_rev_day=15.50296263 + 2 * 0.00026603 * 30),  # what its own drag does in a month
        like(40_000, 30),  # an old number: found again
        like(50_001, 30),
        like(81_000, 30),  # an analyst object
        like(100_001, 30),
        like(50_000, 30),
    ])  # fmt: skip
    found = newcomers(before, after)
    assert found.new.norad.tolist() == [40_000, 50_001, 81_000, 100_001]
    assert found.returned.tolist() == [True, False, True, False]
    assert found.lost.norad.tolist() == [2]
    assert 1 in found.moved.norad
    assert 3 not in found.moved.norad


def test_an_object_whose_epoch_stands_still_is_lost_though_its_number_is_there():
    before = join([like(1), like(2)])
    after = join([like(1, 30), like(2, 2)])  # 2 came down; the file still holds its last elements
    found = newcomers(before, after)
    assert found.lost.norad.tolist() == [2]
    assert not len(found.new)


def test_of_several_sets_of_one_object_the_latest_counts_and_numberless_rows_do_not():
    after = join([like(7, 30), like(7, 29), like(-1, 30)])
    found = newcomers(like(1), after)
    assert found.new.norad.tolist() == [7]
    assert found.new.epoch_jd[0] == ISS.epoch_jd[0] + 30


def test_numbers_are_given_in_blocks():
    known = like(58_000)
    assert is_newly_numbered(np.array([57_699, 57_701, 58_001, 100_000, 270_438]), known).tolist() == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_a_snapshot_is_as_old_as_nearly_all_of_it():
    sets = join([*(like(norad, 0.001 * norad) for norad in range(1, 200)), like(999, 60)])
    assert abs((snapshot_time(sets) - datetime(2023, 12, 9, 6, 30, tzinfo=UTC)).total_seconds()) < 3600


def test_the_same_snapshot_twice_holds_nothing_new():
    found = newcomers(ISS, ISS)
    assert (len(found.new), len(found.lost), len(found.moved)) == (0, 0, 0)


def many(norad: range, day: float) -> Elements:
    return join([like(number, day) for number in norad])


def test_a_later_snapshot_is_partial_where_it_lacks_more_than_a_whole_one_loses():
    before = join([many(range(1, 201), 0), like(81_000)])  # the analyst object is not counted
    for first, partial in ((21, False), (22, True)):
        found = lacking(before, many(range(first, 210), 30))
        assert found == Lacking(first - 1, 200, 209, partial)


def test_a_later_snapshot_is_partial_where_its_numbers_end_below_those_of_the_earlier():
    before = many(range(1, 201), 0)
    assert lacking(before, join([many(range(1, 200), 30), like(81_000, 30)])) == Lacking(1, 200, 199, True)
    assert not lacking(before, many(range(1, 201), 30)).partial


def test_objects_silent_before_are_not_counted_and_of_an_excerpt_the_share_is_not_asked():
    before = join([many(range(1, 120), -30), many(range(120, 130), 0)])
    assert lacking(before, many(range(125, 131), 30)) == Lacking(5, 10, 130, False)
    assert not lacking(before.select(np.arange(0)), many(range(1, 3), 30)).partial
