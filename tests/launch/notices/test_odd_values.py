"""JSON whose values are of another kind than their names say: answered or refused, never an error of another sort."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from downrange.errors import DownrangeError
from downrange.launch.notices.notice_features import areas_to_geojson
from downrange.launch.notices.notice_reader import read_notices
from made_forms import FORMS
from made_notices import made_notice

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, float("inf"), float("nan"), 10**30, -91.5, 400, "", [], {}, [[]], [None],
    {"a": 1}, "x" * 300, "１２", [1, 2], [[1, 2], [3, 4]], "2023-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00Z", "231301000000", "2026-02-30", "1/0", "NAVAREA IV 1/26", "circle", "ellipse",
    {"type": "Point", "coordinates": [1, 2]}, {"type": "Polygon", "coordinates": []}, {"type": ["Polygon"]},
    {"type": "MultiPolygon", "coordinates": [[[[0, 0, 5], [200, 91]]]]},
    {"type": "GeometryCollection", "geometries": 7},
)  # fmt: skip
NAMES = (
    "text message windows area geometry features id number start end type dates properties kind label".split()
)
Path = tuple[Any, ...]


def paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """Where every value of a document stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*before, key)
        yield from paths(one, (*before, key))


def at(document: Any, path: Path) -> Any:
    for key in path:
        document = document[key]
    return document


def changed(document: Any, draw: random.Random) -> Any:
    """The document with one to four values replaced, taken out, copied from elsewhere, or added."""
    for _ in range(draw.randint(1, 4)):
        places = list(paths(document))
        if not places:
            break
        path = draw.choice(places)
        holder, key = at(document, path[:-1]), path[-1]
        match draw.choices(("odd", "out", "copy", "more"), (6, 2, 1, 1))[0]:
            case "odd":
                holder[key] = copy.deepcopy(draw.choice(ODD))
            case "out":
                del holder[key]
            case "copy":
                holder[key] = copy.deepcopy(at(document, draw.choice(places)))
            case _ if isinstance(holder, dict):
                holder[draw.choice(NAMES)] = copy.deepcopy(draw.choice(ODD))
    return document


def documents() -> list[str]:
    draw = random.Random(5)
    found: list[str] = []
    for seed in range(12):
        text = made_notice(seed).text
        found += [json.dumps(areas_to_geojson(read_notices(text)))] * 2
        found += [made for make in FORMS.values() if (made := make(text, draw)).lstrip()[:1] in ("{", "[")]
    return found


@pytest.fixture(scope="module")
def written() -> list[str]:
    return documents()


@pytest.mark.parametrize("seed", range(20))
def test_any_value_anywhere_is_answered_or_refused(written: list[str], seed: int) -> None:
    """Nine kinds of errors were found so: unhashable labels, radii that are texts, positions without end."""
    draw = random.Random(seed)
    for _ in range(40):
        text = json.dumps(changed(json.loads(draw.choice(written)), draw))
        try:
            notices = read_notices(text)
        except DownrangeError:
            continue
        json.dumps([notice.as_dict() for notice in notices], allow_nan=False)
        again = json.dumps(areas_to_geojson(notices), allow_nan=False)
        try:
            read_notices(again)
        except DownrangeError:
            continue
