"""What Downrange writes of notices and reads again: the same notices, or a remark; never a better reading."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from downrange.errors import DownrangeError
from downrange.launch.notices.audit.audit_codes import AuditDefect
from downrange.launch.notices.forms.form_codes import FormDefect
from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_features import areas_to_geojson, areas_to_kml
from downrange.launch.notices.notice_reader import read_notices
from made_notices import made_notice

WRITERS: dict[str, Callable[[Sequence[Notice]], str]] = {
    "geojson": lambda notices: json.dumps(areas_to_geojson(notices)),
    "kml": areas_to_kml,
}
# No number; two areas; a first day and reserve days; an end of its own.
TWO_AREAS = """WESTERN NORTH PACIFIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   101200Z TO 101600Z MAY, ALTERNATE 111200Z TO 111600Z MAY
   IN AREAS BOUND BY:
   A. 30-00N 130-00E, 30-30N 130-30E, 29-45N 130-40E.
   B. 20-00N 132-00E, 20-30N 132-30E, 19-45N 132-40E.
2. CANCEL NAVAREA XI 414/27.
3. CANCEL THIS MSG 111700Z MAY 27.
"""


def said(notice: Notice) -> dict[str, Any]:
    """Everything that an export must bring back."""
    told = notice.as_dict()
    for area in told["areas"]:
        area.pop("geojson", None)
        area.pop("spans", None)
        area.pop("note_codes", None)  # the note itself comes back, as it is written
    told["windows"] = sorted(told["windows"], key=lambda one: json.dumps(one, sort_keys=True))
    kept = (
        *("issuer", "number", "kind", "issued", "windows", "areas", "cancels", "self_cancel", "vertical"),
        "every_word_was_read",
    )
    return {name: told[name] for name in kept}


def made(seed: int, count: int) -> list[Notice]:
    """Notices with areas, of made texts, some without a number and some spoiled."""
    draw = random.Random(seed)
    notices: list[Notice] = []
    for one in range(count):
        text = made_notice(seed * 100 + one).text
        if draw.random() < 0.3:
            text = text.replace(draw.choice(text.split()), "ZQX", 1)
        try:
            notices += [notice for notice in read_notices(text) if notice.areas]
        except DownrangeError:
            continue
    return notices


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("seed", range(25))
def test_notices_written_together_come_back_each_as_it_was(form: str, seed: int) -> None:
    notices = made(seed, 5)
    again = read_notices(WRITERS[form](notices))
    assert [said(notice) for notice in again] == [said(notice) for notice in notices]


@pytest.mark.parametrize("form", WRITERS)
def test_areas_of_a_notice_without_a_number_stay_one_notice(form: str) -> None:
    (notice,) = read_notices(TWO_AREAS)
    assert [window.reserve for window in notice.windows] == [False, True]
    once, twice = read_notices(WRITERS[form]([notice, notice]))
    assert said(once) == said(twice) == said(notice)
    assert [area.label for area in once.areas] == ["A", "B"]
    assert [window.reserve for window in once.windows] == [False, True]


def test_a_remark_is_not_lost_on_the_way() -> None:
    """The tick is not earned by an export, and the codes of what was doubtful stand in its remark."""
    (doubtful,) = read_notices(TWO_AREAS.replace("29-45N", "29-45N XYZZY 17"))
    assert not doubtful.every_word_was_read
    (again,) = read_notices(WRITERS["geojson"]([doubtful]))
    assert not again.every_word_was_read
    (remark,) = again.defects
    assert remark.code is AuditDefect.EXPORTED_UNBALANCED
    assert all(str(defect.code) in remark.says for defect in doubtful.defects)


def test_hours_without_a_zone_come_back_as_printed() -> None:
    (local,) = read_notices(TWO_AREAS.replace("101200Z TO 101600Z MAY, ALTERNATE 111200Z TO 111600Z MAY",
                                              "101200 TO 101600 LOCAL TIME MAY 27"))  # fmt: skip
    (again,) = read_notices(WRITERS["geojson"]([local]))
    assert [hours.text for hours in again.untimed] == [hours.text for hours in local.untimed]
    assert said(again)["windows"] == said(local)["windows"]


@pytest.mark.parametrize(
    "message",
    [None, 7, [], {"index": "one"}, {"index": 0, "cancels": 5, "issued": 7, "vertical": ["SFC"], "remarks": {}},
     {"unread": [1, None], "windows_of_no_area": {"start": 1}, "self_cancel": "soon"}],
)  # fmt: skip
def test_what_stands_in_message_is_not_trusted(message: object) -> None:
    (notice,) = read_notices(TWO_AREAS)
    document = areas_to_geojson([notice])
    for feature in document["features"]:
        feature["properties"]["message"] = message
        feature["properties"]["issuer"] = {"not": "a name"}
    read = read_notices(json.dumps(document))
    assert [area.vertices for one in read for area in one.areas] == [
        tuple((round(lat, 7), round(lon, 7)) for lat, lon in area.vertices) for area in notice.areas
    ]


def test_a_remark_beside_a_whole_reading_keeps_its_tick_and_its_code() -> None:
    (notice,) = read_notices(TWO_AREAS)
    document = areas_to_geojson([notice])
    for feature in document["features"]:
        feature["properties"]["message"] |= {
            "remarks": ["notice.month-supplied"],
            "every_word_was_read": True,
        }
    (again,) = read_notices(json.dumps(document))
    assert again.every_word_was_read
    assert [(one.code, "notice.month-supplied" in one.says) for one in again.defects] == [
        (FormDefect.EXPORTED_REMARKS, True)
    ]
