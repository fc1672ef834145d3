"""The density of revolution counts: a mixture for each class that integrates to one and does not age."""

from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.identify.back_propagation import BackPropagated
from downrange.orbit.identify.orbit_classes import class_of
from downrange.orbit.identify.revolution_counts import batch_surplus, count_density

FOLDER = files("downrange").joinpath("cases", "2023-11-21-malligyong-1", "elements")
ONE = read_elements(FOLDER.joinpath("58400.tle").read_text()).select([0])
CLASSES = {
    "passive": (15.2, 1e-3, 1e-4),
    "powered": (15.5, 1e-4, 1e-4),
    "transfer": (2.3, 0.7, 0.0),
    "stationary": (1.0, 1e-4, 0.0),
}


def like(word: str, revolution: int):
    n, eccentricity, ndot = CLASSES[word]
    return replace(
        ONE,
        mean_motion_rev_day=np.array([n]),
        eccentricity=np.array([eccentricity]),
        ndot=np.array([ndot]),
        revolution=np.array([revolution]),
    )


def back(days: float, flown: np.ndarray, drag: float = 0.0) -> BackPropagated:
    """The flight told as such: (1, T) revolutions, whatever the lift-off times were."""
    same = np.zeros((1, len(flown)))
    return BackPropagated(same + days, same, flown[np.newaxis], same, same + drag)


@pytest.mark.parametrize("word", CLASSES)
def test_each_class_is_told_and_its_density_integrates_to_one(word):
    counts = np.arange(0, 3000)
    e = replace(like(word, 0).select(np.zeros(len(counts), dtype=int)), revolution=counts)
    assert set(class_of(e).tolist()) == {word}
    flown = np.full((len(counts), 1), 1000.3)
    still = np.zeros_like(flown)
    density = count_density(e, BackPropagated(still + 60, still, flown, still, still))
    assert float(density.sum()) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("days", [0.5, 10.0, 45.0, 60.0, 110.0])
def test_a_passive_satellite_counts_as_exactly_when_old(days):
    flown = np.array([15.2 * days])
    exact = count_density(like("passive", round(15.2 * days)), back(days, flown))
    off = count_density(like("passive", round(15.2 * days) + 60), back(days, flown))
    assert exact[0, 0] > 100 * off[0, 0]


def test_a_batch_counts_eight_days_too_many():
    e = like("powered", 2000)
    assert batch_surplus(e)[0] / 15.5 == pytest.approx(8.2, abs=0.1)
    flown = 2000 - batch_surplus(e) + np.array([0.0, 40.0])
    density = count_density(e, back(30.0, flown))[0]
    assert density[0] > 4 * density[1]


def test_drag_blurs_the_count():
    flown = np.array([300.0])
    sharp, dragged = (
        count_density(like("passive", 310), back(20.0, flown, drag))[0, 0] for drag in (0.0, 20.0)
    )
    assert dragged > 5 * sharp
