"""JSON Lines, values one after the other, cut and damaged JSON; numbers that stand only in a field."""

import json
import random

import pytest

from downrange.errors import DownrangeError
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.forms.json_values import json_values
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_reader import read_notices

TEXT = """WESTERN NORTH PACIFIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   101200Z TO 101600Z MAY IN AREAS BOUND BY:
   A. 30-00N 130-00E, 30-30N 130-30E, 29-45N 130-40E.
   B. 20-00N 132-00E, 20-30N 132-30E, 19-45N 132-40E.
2. CANCEL THIS MSG 111700Z MAY 27.
"""
RECORDS = [
    {"id": f"NAVAREA XI {414 + i}/27", "text": TEXT.replace("29-45N", f"29-{10 + i}N")} for i in range(4)
]


def said(notices: tuple[Notice, ...]) -> list[object]:
    return [(n.number, n.windows, [(a.label, a.vertices) for a in n.areas], n.kind) for n in notices]


@pytest.mark.parametrize(
    "between",
    ["\n", "\r\n", "\n\n", "", ",\n", "\n\x1e"],
    ids=["lines", "crlf", "blank", "none", "commas", "rs"],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_values_one_after_the_other_are_read_as_in_one_list(between: str, indent: int | None) -> None:
    whole = read_notices(json.dumps(RECORDS))
    assert [notice.number for notice in whole] == [record["id"] for record in RECORDS]
    assert all(notice.every_word_was_read for notice in whole)
    apart = read_notices(between.join(json.dumps(record, indent=indent) for record in RECORDS))
    assert said(apart) == said(whole)
    assert not any(notice.defects for notice in apart)


@pytest.mark.parametrize("seed", range(150))
def test_a_cut_file_gives_what_is_whole_and_never_the_tick(seed: int) -> None:
    """Wherever it is cut: whole records are read as they are, and none without the remark that others may be lost."""
    draw = random.Random(seed)
    form = draw.choice((json.dumps(RECORDS), json.dumps({"items": RECORDS}, indent=1)))
    cut = form[: draw.randrange(30, len(form) - 2)]
    try:
        found = read_notices(cut)
    except DownrangeError:
        return
    assert not any(notice.every_word_was_read for notice in found)
    assert all(FormDefect.JSON_DAMAGED in {defect.code for defect in notice.defects} for notice in found)
    whole = said(read_notices(json.dumps(RECORDS)))
    if '"id"' in cut and len(found) > 1:
        assert all(one in whole for one in said(found))


def test_a_comma_too_many_does_not_lose_the_notice() -> None:
    (notice,) = read_notices(json.dumps([RECORDS[0]], indent=1).replace('27.\\n"', '27.\\n",'))
    assert [area.label for area in notice.areas] == ["A", "B"]
    assert len(notice.windows) == 1
    assert not notice.every_word_was_read


def test_a_deep_or_long_damaged_text_costs_a_bounded_number_of_tries() -> None:
    for text in ('{"a":' * 50_000, '[{"a": ' * 50_000, '{"a": 1}{"b": ' * 50_000, "[[" * 50_000):
        values = json_values(text)
        assert values is not None
        assert values.damaged is not None


def test_plain_text_that_begins_with_a_bracket_is_not_json() -> None:
    for text in ("[NAVAREA XI 1/27]\n" + TEXT, "{" + TEXT, "[1] " + TEXT):
        assert json_values(text) is None


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("NAVAREA IV 418/23", "NAVAREA IV 418/23"),
        ("HYDROPAC 1208/2023", "HYDROPAC 1208/23"),
        ("J2432/2026", "J2432/26"),
        ("J2432/26", "J2432/26"),
        ("LFFA-A1234/23", "A1234/23"),
    ],
)
def test_a_number_that_stands_only_in_a_field_is_the_notice_s(given: str, number: str) -> None:
    """`J2432/2026` was J2432/20; the number of a warning was dropped in silence."""
    (notice,) = read_notices(json.dumps({"id": given, "text": TEXT}))
    assert notice.number == number
    assert notice.every_word_was_read
