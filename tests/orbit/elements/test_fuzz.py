"""Mutated records of every format (tools/fuzz_elements.py): no traceback, no silent wrong number; what it found."""

import importlib.util
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from downrange.errors import ElementError
from downrange.kernel.visible_text import visible
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements, join
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.tle import write_tle

TOOL = Path(__file__).resolve().parents[3] / "tools" / "fuzz_elements.py"
NOTATIONS = ("json", "csv", "kvn", "xml")


@pytest.fixture(scope="module")
def fuzz():  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location("fuzz_elements", TOOL)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def test_two_thousand_mutated_files_are_read_well_or_refused(fuzz) -> None:  # type: ignore[no-untyped-def]
    texts = fuzz.seeds()
    for i in range(2000):
        text = fuzz.mutate(random.Random(f"test:{i}"), texts)
        assert fuzz.finding(text, NOTATIONS[i % 4]) is None, text


@pytest.fixture
def one(fuzz) -> Elements:  # type: ignore[no-untyped-def]
    return read_elements(fuzz.mended("\n".join(fuzz.SETS.splitlines()[:3])))


def changed(one: Elements, **values: object) -> Elements:
    return replace(one, **{name: np.array([value]) for name, value in values.items()})  # type: ignore[arg-type]


def test_a_digit_where_a_line_has_a_blank_is_no_element_set(fuzz) -> None:  # type: ignore[no-untyped-def]
    """It would shift what other readers see by a column; sgp4 read a drag term of nought here."""
    lines = fuzz.SETS.splitlines()[:3]
    lines[1] = lines[1][:32] + "2" + lines[1][33:]
    with pytest.raises(ElementError, match="column 33 of line 1 is '2', and should be blank"):
        read_elements(fuzz.mended("\n".join(lines)))


@pytest.mark.parametrize("notation", NOTATIONS)
def test_what_is_not_given_is_not_made_up_when_written(one: Elements, notation: str) -> None:
    bare = changed(one, classification="", norad=-1, element_set=-1)
    both = join([one, bare])
    again = read_elements(write_omm(both, notation))
    for name in ("classification", "norad", "element_set"):
        assert np.array_equal(getattr(again, name), getattr(both, name))


def test_a_tag_that_is_no_name_is_no_traceback(one: Elements) -> None:
    again = read_elements(write_omm(one, "xml").replace("<header/>", "<he:der/>"))
    assert again.norad.tolist() == [58400]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"eccentricity": 0.99999999}, "eccentricity"),
        ({"classification": "X"}, "columns 8 to 17"),
        ({"designator": "23179ABCD"}, "columns 8 to 17"),
        ({"ndot": 12.0}, "ndot"),
        ({"nddot": 1e10}, "nddot"),
        ({"bstar": -999_995_000.0}, "bstar"),
        ({"epoch_jd": 2488069.5}, "two digits hold"),
    ],
)
def test_what_no_line_can_say_is_refused_with_the_object_and_the_value(
    one: Elements, values: dict[str, object], says: str
) -> None:
    with pytest.raises(ElementError, match=f"object 58400 has no TLE: .*{says}"):
        write_tle(changed(one, **values))


def test_rounding_carries_over_the_year_and_the_circle(one: Elements) -> None:
    late = changed(one, epoch_jd=2460309.5, epoch_fraction=1.0 - 1e-10, raan_deg=359.99999, ndot=1.2345678)
    printed = write_tle(late)
    assert "24001.00000000" in printed  # 31 December 2023, to midnight
    again = read_elements(printed)
    assert again.raan_deg[0] == 0.0
    assert again.ndot[0] == 1.2345678


@pytest.mark.parametrize("name", ["COSMOS [-]", "#7 PROBE", "1 X", "A\x07B"])
def test_odd_names_come_back(one: Elements, name: str) -> None:
    named = changed(one, name=name)
    for notation in NOTATIONS:
        read = (
            name.replace("\x07", " ") if notation == "json" else visible(name)
        )  # JSON holds the text itself
        assert read_elements(write_omm(named, notation)).name[0] == read
    assert read_elements(write_tle(named)).name[0].removeprefix("0 ") == visible(name)


def test_what_is_left_over_in_a_file_is_reported(one: Elements) -> None:
    twice = write_omm(one, "json")
    assert read_elements(twice + twice).defects
    header, row = write_omm(join([one, one]), "csv").splitlines()[:2]
    stray = read_elements("\n".join([header, row, '"' + row, row, ""]))
    assert len(stray) == 2
    assert "no CSV" in stray.defects[0].says
    assert read_elements(write_omm(one, "kvn").rstrip()).defects[0].kept


@pytest.mark.parametrize(
    "name",
    [
        "[",
        "{A",
        "<b>",
        "NORAD_CAT_ID",
        "A MEAN_MOTION",
        "CCSDS_OMM_VERS",
        "CCSDS_OMM_VERS = 2.0",
        "A CCSDS_OMM_VERS = 2",
    ],
)
def test_a_name_that_looks_like_another_format_does_not_turn_the_file_into_it(
    one: Elements, name: str
) -> None:
    """Found by design/reader_fuzz.py: a file of TLE that began with such a name was taken for JSON, XML or CSV."""
    again = read_elements(write_tle(changed(one, name=name)))
    assert again.name.tolist() == [name]
    assert not again.defects


def test_an_inclination_of_minus_nought_is_nought(one: Elements) -> None:
    assert read_elements(write_tle(changed(one, inclination_deg=-0.0))).inclination_deg.tolist() == [0.0]


def test_digits_without_end_are_refused_in_linear_time(one: Elements) -> None:
    """``digits, perhaps a point, digits`` tried each way to cut a run of digits: 100,000 of them for hours."""
    text = write_omm(one, "csv").replace("97.427", "9" * 200_000 + "x")
    with pytest.raises(ElementError):
        read_elements(text)
