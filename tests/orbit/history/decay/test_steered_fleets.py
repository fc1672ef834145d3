"""Fleets by name and by designator; their rocket bodies and debris are not of the fleet."""

import pytest

from downrange.orbit.history.decay.steered_fleets import fleet_of, piece_number


@pytest.mark.parametrize(
    ("letters", "number"), [("A", 1), ("H", 8), ("J", 9), ("Z", 24), ("AA", 25), ("I", 0), ("", 0), ("7", 0)]
)
def test_pieces_are_counted_without_i_and_o(letters: str, number: int) -> None:
    assert piece_number(letters) == number


@pytest.mark.parametrize(
    ("name", "designator", "fleet"),
    [
        ("STARLINK-1128", "", "Starlink"),
        ("", "20001T", "Starlink"),
        ("", "2020-001T", "Starlink"),
        ("OBJECT T", "20001T", "Starlink"),  # a payload that the catalogue has not named yet
        ("", "20001BM", "Starlink"),  # the sixtieth, the last of the launch
        ("", "20001BN", None),  # a tension rod
        ("STARLINK DEB", "20001BN", None),
        ("FALCON 9 R/B", "20001T", None),
        ("PROGRESS-MS 20 DEB", "", None),
        ("", "16009B", None),
        ("", "", None),
        ("", "20-1T", None),
        ("", "57001A", None),  # 1957, not 2057
    ],
)  # fmt: skip
def test_a_fleet_is_known_by_its_name_or_its_piece(name: str, designator: str, fleet: str | None) -> None:
    assert fleet_of(name, designator) == fleet
