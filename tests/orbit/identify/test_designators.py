"""International designators as a reason: read only when asked for, and only what they say."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from downrange.earth.instants import Window
from downrange.orbit.elements.elements import Elements
from downrange.orbit.identify.candidates import Identification
from downrange.orbit.identify.designators import (
    LN_OLDER,
    LN_OTHER_YEAR,
    UNKNOWN,
    Designated,
    designator_ratio,
    launch_of,
)
from downrange.orbit.identify.identification import identify
from downrange.orbit.identify.identify_codes import ReasonCode
from made_catalogues import FIRST, MadeLaunch, MadeWorld, made_world

JD = 2460269.5  # 21 November 2023


@pytest.mark.parametrize(
    ("word", "launch"),
    [
        ("23179A", (2023, 179)), ("2023-179A", (2023, 179)), (" 58002B ", (1958, 2)), ("56001A", (2056, 1)),
        ("98067ABC", (1998, 67)), ("TBA", None), ("", None), ("23000A", None), ("2317A", None), ("2023-F11", None),
    ],
)  # fmt: skip
def test_year_and_number(word, launch):
    assert launch_of(word) == launch


def ratio(year: int, dated: float, *, older: bool = False, first_jd: float = JD - 20) -> float:
    of = Designated(np.array([year]), np.array([older]), np.array([dated]))
    return float(designator_ratio(of, np.array([0]), np.array([JD]), np.zeros(1), first_jd, 30.0)[0, 0])


def test_what_a_designator_weighs():
    assert ratio(2023, JD - 0.4) == 0.0  # it only speaks against
    assert ratio(2023, JD + 12.0) < -1.0
    assert ratio(2023, np.nan) == 0.0
    assert ratio(UNKNOWN, np.nan) == 0.0
    assert ratio(2022, np.nan) == pytest.approx(LN_OTHER_YEAR)
    assert ratio(2023, JD, older=True) == pytest.approx(LN_OLDER)
    assert ratio(2023, JD - 0.4, older=True, first_jd=JD + 1) == 0.0  # launched before the first snapshot


def named(catalogue: Elements, world: MadeWorld, *, blank: bool = False) -> Elements:
    """The catalogue with designators in the order of the launches; old objects are of 1999."""
    words = {
        norad: f"23{100 + k}{chr(65 + j)}"
        for k, launch in enumerate(world.launches)
        for j, norad in enumerate(launch.numbers)
    }
    given = [
        "" if blank else words.get(norad, f"99{norad % 60 + 1:03}A") for norad in catalogue.norad.tolist()
    ]
    return replace(catalogue, designator=np.array(given))


def asked(world: MadeWorld, launch: MadeLaunch, designators: bool, blank: bool = False) -> Identification:
    window = Window(launch.liftoff - timedelta(hours=6), launch.liftoff + timedelta(hours=6))
    before, after = (named(world.catalogue(FIRST + timedelta(days=d)), world, blank=blank) for d in (0, 40))
    return identify(before, after, launch.site, window, designators=designators)


def test_they_weigh_only_when_asked_for_and_blank_ones_never():
    world = made_world(3, 40.0, 16)
    launch = world.launches[7]
    without, having = asked(world, launch, False), asked(world, launch, True)
    weights = [
        finding.weight
        for found in (without, asked(world, launch, True, blank=True))
        for one in found.candidates
        for finding in one.findings
        if finding.code == ReasonCode.DESIGNATOR
    ]
    assert weights
    assert set(weights) == {0.0}
    assert without.domain is not None
    assert having.domain is None  # errors were measured without designators
    best = having.candidates[0]
    assert best.norad in launch.numbers
    spoken = [f.weight for one in having.candidates for f in one.findings if f.code == ReasonCode.DESIGNATOR]
    assert max(spoken) == 0.0
    assert min(spoken) < 0.0  # launches of other days
    assert sum(finding.weight for finding in best.findings) == pytest.approx(best.log_ratio, abs=1e-9)


def test_right_objects_are_not_ranked_lower_with_designators():
    for seed in (5, 6):
        world = made_world(seed, 40.0, 16)
        for launch in world.launches[3:13:4]:
            assert asked(world, launch, True).candidates[0].norad in launch.numbers
