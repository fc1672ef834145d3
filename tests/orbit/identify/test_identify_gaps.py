"""Identification over gaps of 15 to 118 days, in made worlds whose truth is known: no horizon, no confident wrong."""

from datetime import timedelta

import numpy as np
import pytest

from downrange.earth.instants import Window, julian_utc
from downrange.orbit.elements.elements import join
from downrange.orbit.identify.candidates import Identification, KnownLaunch
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.identify_codes import VERDICTS, ReasonCode
from downrange.orbit.identify.snapshot_series import earliest_sets, first_seen, series_of
from made_catalogues import FIRST, MadeLaunch, MadeWorld, made_elements, made_world, set_of

GAPS = (15.0, 30.0, 44.0, 46.0, 56.0, 61.0, 77.0, 90.0, 104.0, 118.0)


def asked(world: MadeWorld, launch: MadeLaunch, gap: float, hours: float, known: bool) -> Identification:
    others = (
        [KnownLaunch(one.liftoff, one.site) for one in world.launches if one is not launch] if known else []
    )
    start = launch.liftoff - timedelta(hours=hours * 0.4)
    window = Window(start, start + timedelta(hours=hours))
    after = world.catalogue(FIRST + timedelta(days=gap))
    return identify(world.catalogue(FIRST), after, launch.site, window, launches=others)


@pytest.mark.parametrize("known", [False, True])
def test_passive_launches_are_found_whatever_their_age(known):
    """Two launches of three worlds for each gap, 60: right first, and hardly ever "nothing found"."""
    asked_of, right, missed = 0, 0, 0
    for gap in GAPS:
        for seed in range(3):
            world = made_world(seed + round(gap), gap, round(gap / 3))
            for launch in world.launches[:: max(len(world.launches) // 2, 1)][:2]:
                found = asked(world, launch, gap, 12.0, known)
                first = found.candidates[0].norad in launch.numbers
                asked_of, right = asked_of + 1, right + first
                missed += found.verdict == "nothing found"
                assert first or found.verdict != "reached orbit"
    assert asked_of >= 60
    assert right >= 0.95 * asked_of
    assert missed <= 0.02 * asked_of


@pytest.mark.parametrize("gap", GAPS)
def test_a_launch_that_never_was_is_not_found_when_the_others_are_known(gap):
    world = made_world(round(gap), gap, round(gap / 3))
    reached = 0
    for day in np.linspace(2.0, gap - 8.0, 4):
        near = min(world.launches, key=lambda one: abs(one.liftoff - FIRST - timedelta(days=float(day))))
        elsewhere = next(one.site for one in world.launches if one.site != near.site)
        launch = MadeLaunch(elsewhere, FIRST + timedelta(days=float(day)), 60.0, 15.0, ())
        if any(
            abs(one.liftoff - launch.liftoff) < timedelta(hours=18) and one.site == elsewhere
            for one in world.launches
        ):
            continue
        reached += asked(world, launch, gap, 0.0, True).verdict == "reached orbit"
    assert reached == 0


def test_beyond_the_measured_gap_nothing_is_decided():
    world = made_world(5, 60.0, 20)
    launch = world.launches[10]
    window = Window(launch.liftoff, launch.liftoff)
    before = world.catalogue(FIRST)
    for gap, verdicts in ((118.0, {"reached orbit", "undecided"}), (130.0, {"undecided"})):
        found = identify(before, world.catalogue(FIRST + timedelta(days=gap)), launch.site, window)
        assert found.verdict in verdicts
        assert VERDICTS[found.remark.code] == found.verdict
        assert (found.domain is None) == (gap > 125)
        assert found.candidates[0].norad in launch.numbers


def test_several_snapshots_take_the_earliest_set_and_say_when_an_object_appeared():
    world = made_world(7, 60.0, 20)
    days = [FIRST + timedelta(days=day) for day in (20, 40, 60)]
    snapshots = [world.catalogue(day) for day in days]
    series = series_of([world.catalogue(FIRST)], snapshots[::-1])
    new = join(snapshots).select(join(snapshots).norad > 58_000)
    new = new.select(np.unique(new.norad, return_index=True)[1])
    early, seen = earliest_sets(series, new), first_seen(series, new)
    assert early.norad.tolist() == new.norad.tolist()
    for launch in world.launches:
        appears = next(day for day in days if day - launch.liftoff > timedelta(days=2))
        for number in launch.numbers:
            row = early.norad.tolist().index(number)
            assert early.epoch_jd[row] + early.epoch_fraction[row] == pytest.approx(
                sum(julian_utc(appears - timedelta(hours=9))), abs=1e-6
            )
            assert seen.from_jd[row] < sum(julian_utc(appears)) - 10 < seen.to_jd[row]


def test_several_snapshots_find_at_least_as_many():
    world = made_world(11, 60.0, 25)
    before, snapshots = (
        world.catalogue(FIRST),
        [world.catalogue(FIRST + timedelta(days=d)) for d in (20, 40, 60)],
    )
    single, several = 0, 0
    for launch in world.launches[::2]:
        window = Window(launch.liftoff - timedelta(hours=5), launch.liftoff + timedelta(hours=7))
        single += identify(before, snapshots[-1], launch.site, window).candidates[0].norad in launch.numbers
        found = identify([before], snapshots, launch.site, window)
        several += found.candidates[0].norad in launch.numbers
        weights = {one.code: one.weight for one in found.candidates[0].findings}
        assert weights[ReasonCode.APPEARANCE] > 0
        assert sum(weights.values()) == pytest.approx(found.candidates[0].log_ratio, abs=1e-9)
    assert several >= single


def test_a_step_in_the_count_of_one_snapshot_is_outvoted():
    world = made_world(3, 40.0, 12)
    launch = world.launches[0]
    rows = [set_of(launch, 58_001, launch.liftoff + timedelta(days=day)) for day in (10, 20, 30)]
    rows[0]["revolution"] += 500
    parts = [made_elements([row]) for row in rows]
    series = series_of(world.catalogue(FIRST), parts)
    fixed = earliest_sets(series, parts[0])
    assert fixed.revolution[0] == pytest.approx(rows[0]["revolution"] - 500, abs=1)


def test_one_snapshot_says_nothing_of_the_appearance():
    world = made_world(3, 40.0, 12)
    found = asked(world, world.launches[4], 40.0, 2.0, False)
    assert {one.weight for one in found.candidates[0].findings if one.code == ReasonCode.APPEARANCE} == {0.0}
