"""Messages of a file as records: words with brackets and escapes, comments, and the lines that defects name."""

from dataclasses import replace

import numpy as np
import pytest

from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.omm import write_omm

TLE = """ISS (ZARYA)
1 25544U 98067A   23312.91324501  .00006550  00000-0  33381-3 0  9993
2 25544  51.6405  24.0521 0002978 141.6192  20.4061 15.49769359643416
TWO & A HALF <1>
1 20580U 90037B   23312.91324501  .00006550  00000-0  33381-3 0  9997
2 20580  28.4705  24.0521 0002978 141.6192  20.4061 15.14769359643418

1 58400U 23179A   23327.21599119  .00012574  00000+0  56597-3 0  9996
2 58400  97.4263 211.9766 0014186 274.4179 205.2075 15.21134246   242
"""
SETS = read_elements(TLE)


@pytest.mark.parametrize("notation", ["kvn", "xml"])
def test_messages_with_unlike_keywords_comments_and_escaped_characters(notation: str) -> None:
    both = write_omm(SETS.select(np.array([0, 1, 2, 0])), notation, comments=("read & kept",))
    found = read_elements(both)
    assert found.notes == ("read & kept",) * 4
    assert found.defects == ()
    assert found.name.tolist() == ["ISS (ZARYA)", "TWO & A HALF <1>", "", "ISS (ZARYA)"]
    assert found.norad.tolist() == [25544, 20580, 58400, 25544]


def test_a_line_is_named_where_a_message_is_refused() -> None:
    text = write_omm(SETS.select(np.array([0, 0, 1])), "xml").replace("0.0002978", "1.7", 2)
    found = read_elements(text)
    assert len(found) == 1
    assert [defect.line for defect in found.defects] == [
        number for number, line in enumerate(text.splitlines(), 1) if "<segment>" in line
    ][:2]


def test_brackets_in_words_are_no_unit() -> None:
    told = replace(SETS, classification=np.array(["U[deg]", "U", "U"]), name=np.array(["A [+]", "B", "C"]))
    found = read_elements(write_omm(told, "kvn"))
    assert found.classification.tolist() == ["U[deg]", "U", "U"]
    assert found.name.tolist() == ["A [+]", "B", "C"]


def test_a_defect_carries_the_codes_of_all_its_reasons() -> None:
    text = write_omm(SETS.select([0, 1]), "kvn").replace("INCLINATION = 51.6405", "INCLINATION = x [rad]")
    (defect,) = read_elements(text).defects
    assert defect.as_dict() == {
        "line": 1,
        "code": "elements.wrong-unit",
        "says": "INCLINATION is in [rad] where OMM wants [deg]; INCLINATION is 'x', no number",
        "codes": ["elements.wrong-unit", "elements.not-a-number"],
        "text": "OBJECT_NAME=ISS (ZARYA), NORAD_CAT_ID=25544, EPOCH=2023-11-08T21:55:04.368864",
        "kept": False,
    }


def test_a_comment_may_be_written_like_a_keyword() -> None:
    text = write_omm(SETS.select([0]), "kvn")
    for line in ("COMMENT x = 1", "COMMENT = x", "COMMENT=x", "# x = 1", "COMMENT [km] = 2"):
        found = read_elements(text + line + "\n")
        assert found.defects == ()
        assert len(found.notes) == 1
