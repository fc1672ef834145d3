"""A half lost from a list of positions: the pairs behind it are not shifted, whichever half stands first."""

import random

import pytest

from downrange.launch.notices.audit.printed_forms import Sheet
from downrange.launch.notices.audit.printed_positions import positions

FORMS = {  # degrees and minutes of either half, with its letter
    "dashes": ("{0:02d}-{1:02d}{2}", "{0:03d}-{1:02d}{2}"),
    "glued": ("{0:02d}{1:02d}00{2}", "{0:03d}{1:02d}00{2}"),
    "letters first": ("{2}{0:02d}{1:02d}", "{2}{0:03d}{1:02d}"),
}


def _halves(
    form: str, lon_first: bool, draw: random.Random
) -> tuple[list[tuple[float, float]], list[list[str]]]:
    """Five corners, and the print of the two halves of each."""
    corners, printed = [], []
    for _ in range(5):
        lat, lat_minutes, lon, lon_minutes = (draw.randrange(most) for most in (80, 60, 170, 60))
        north, east = draw.choice("NS"), draw.choice("EW")
        size = lat + lat_minutes / 60, lon + lon_minutes / 60
        corners.append((size[0] if north == "N" else -size[0], size[1] if east == "E" else -size[1]))
        pair = [FORMS[form][0].format(lat, lat_minutes, north), FORMS[form][1].format(lon, lon_minutes, east)]
        printed.append(pair[::-1] if lon_first else pair)
    return corners, printed


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lon_first", [False, True])
@pytest.mark.parametrize("seed", range(30))
def test_a_lost_half_shifts_no_other_pair(form: str, lon_first: bool, seed: int) -> None:
    draw = random.Random(seed)
    corners, printed = _halves(form, lon_first, draw)
    lost = draw.randrange(1, 4)
    half = draw.randrange(2)
    kept = [list(pair) for pair in printed]
    kept[lost][half] = "" if seed % 2 else kept[lost][half].strip("NSEW")
    text = "AREA BOUND BY " + (" " if seed % 3 else " - ").join(" ".join(filter(None, pair)) for pair in kept)
    found = [(one.lat, one.lon) for one in positions(Sheet.of(text)) if None not in (one.lat, one.lon)]
    true = [corner for i, corner in enumerate(corners) if i != lost]
    assert found == [pytest.approx(corner) for corner in true]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lon_first", [False, True])
def test_a_whole_list_is_found_in_either_order(form: str, lon_first: bool) -> None:
    for seed in range(20):
        corners, printed = _halves(form, lon_first, random.Random(seed))
        text = ", ".join(" ".join(pair) for pair in printed)
        found = [(one.lat, one.lon) for one in positions(Sheet.of(text))]
        assert found == [pytest.approx(corner) for corner in corners]
