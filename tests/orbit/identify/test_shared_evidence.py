"""Companions and other launches: near launches do not hide each other; another launch's neighbours weigh nothing."""

from datetime import timedelta

import numpy as np
import pytest

from downrange.earth.instants import Window
from downrange.geography.sites import find_site
from downrange.orbit.identify.candidates import Identification, KnownLaunch
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.identify_codes import VERDICTS, VerdictCode
from downrange.orbit.identify.shared_evidence import (
    CONTESTED_FROM,
    LN_OTHERS,
    LN_RIVAL,
    explained_by,
    rivals,
    shared_scores,
    with_companions,
)
from made_catalogues import FIRST, MadeLaunch, MadeWorld, made_world

LITTLE = 1e-6
NEAR_MIN = (2.0, 9.0, 20.0)


def with_two(seed: int, apart_min: float, code: str, other: str, inclination: float) -> MadeWorld:
    """A world in which two more launches fly, so many minutes apart, into planes of one inclination."""
    world = made_world(seed, 40.0, 20)
    liftoff = FIRST + timedelta(days=12.3 + 3.1 * seed, minutes=seed)
    near = [one for one in world.launches if abs(one.liftoff - liftoff) > timedelta(days=1)]
    early = MadeLaunch(find_site(code), liftoff, inclination, 15.0, (58_500, 58_501))
    late = liftoff + timedelta(minutes=apart_min)
    return MadeWorld(
        (*near, early, MadeLaunch(find_site(other), late, inclination, 15.02, (58_502, 58_503))), world.old
    )


def asked(world: MadeWorld, launch: MadeLaunch, hours: float = 0.0) -> Identification:
    others = [KnownLaunch(one.liftoff, one.site) for one in world.launches if one is not launch]
    start = launch.liftoff - timedelta(hours=hours / 2)
    window = Window(start, start + timedelta(hours=hours))
    before, after = world.catalogue(FIRST), world.catalogue(FIRST + timedelta(days=40))
    return identify(before, after, launch.site, window, launches=others)


@pytest.mark.parametrize("apart_min", NEAR_MIN)
@pytest.mark.parametrize(("code", "other"), [("JQ", "JQ"), ("CC", "CC"), ("SOHAE", "JQ")])
def test_a_launch_minutes_away_into_a_like_plane_makes_neither_of_them_missing(apart_min, code, other):
    for seed in range(2):
        world = with_two(seed, apart_min, code, other, 97.6 if code != "CC" else 53.0)
        for launch in world.launches[-2:]:
            for hours in (0.0, 2.0):
                found = asked(world, launch, hours)
                assert found.verdict != "nothing found", (seed, hours, found.says)
                if found.verdict == "reached orbit":
                    assert found.candidates[0].norad in launch.numbers


def test_the_rival_launch_is_named():
    """Two at one minute: each fits the other's objects, and the answer says so."""
    world = with_two(1, 1.0, "JQ", "JQ", 97.6)
    found = asked(world, world.launches[-2])
    assert VERDICTS[VerdictCode.RIVAL_LAUNCH] == "undecided"
    if found.remark.code == VerdictCode.RIVAL_LAUNCH:
        assert found.remark.facts["site"] == "JQ"
        assert found.remark.facts["norad"] in {58_500, 58_501, 58_502, 58_503}
    assert found.verdict != "nothing found"


@pytest.mark.parametrize(
    ("mine", "theirs", "rival"),
    [
        (CONTESTED_FROM, CONTESTED_FROM, True),
        (CONTESTED_FROM - LITTLE, CONTESTED_FROM, False),
        (CONTESTED_FROM, CONTESTED_FROM + LN_RIVAL - LITTLE, True),
        (CONTESTED_FROM, CONTESTED_FROM + LN_RIVAL + LITTLE, False),
        (CONTESTED_FROM, LN_OTHERS - LITTLE, False),
    ],
)
def test_an_object_is_contested_between_these_bounds(mine, theirs, rival):
    explained = explained_by([np.array([theirs])], np.ones((1, 1), dtype=bool))
    assert rivals(np.array([mine]), explained).tolist() == [rival]


def test_a_companion_that_another_launch_explains_does_not_pull_the_right_object_down():
    """Object 0 fits this launch, 1 and 2 fit another; all three are numbered side by side in one plane."""
    together = np.ones((3, 3), dtype=bool)
    scores = np.array([8.0, -6.0, -5.0])
    other = explained_by([np.array([-7.0, 9.0, 9.5])], together)
    shared, final = shared_scores(scores, together, other)
    pulled = with_companions(scores, together)
    assert pulled[0] < 4.0
    assert shared[0] > 7.5
    assert shared[1:] == pytest.approx(pulled[1:], abs=0.1)  # theirs are not raised by it
    assert np.all(final <= shared)


def test_without_other_launches_companions_share_alike():
    random = np.random.default_rng(3)
    for count in (1, 2, 5, 9):
        together = random.random((count, count)) < 0.4
        np.fill_diagonal(together, True)
        scores = random.normal(0, 5, count)
        shared, final = shared_scores(scores, together, explained_by([], together))
        assert shared == pytest.approx(with_companions(scores, together))
        assert final == pytest.approx(shared)


def test_another_launch_never_raises_the_score_of_what_it_explains():
    """Made of 300: the claim of another launch on an object lowers the object's score, or leaves it."""
    random = np.random.default_rng(4)
    for _ in range(300):
        together = random.random((6, 6)) < 0.5
        together |= together.T
        np.fill_diagonal(together, True)
        scores, theirs = random.normal(2, 5, 6), random.normal(0, 5, 6)
        _, final = shared_scores(scores, together, explained_by([theirs], together))
        alone = with_companions(scores, together)
        claimed = theirs > scores + 3 * LN_OTHERS
        taken = claimed & (with_companions(theirs, together) > alone + LN_OTHERS)
        assert np.all(final[taken] <= alone[taken] + 1.0)
