"""One question, one answer: the plane of the same notices is the same, whichever verb asks for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.answers.brief import brief_part
from downrange.answers.identify import identify_objects
from downrange.answers.plane import plane_of
from downrange.answers.requests import BriefRequest, Document, IdentifyRequest, PlaneRequest, SearchRequest
from downrange.answers.search import search_for
from downrange.case.case_reader import SHIPPED, read_case

pytestmark = pytest.mark.slow

ELEMENTS = SHIPPED / "2023-11-21-malligyong-1" / "elements"
BEFORE, AFTER = (
    Document(name=f"{when}.tle", data=(ELEMENTS / f"{when}.tle").read_bytes()) for when in ("before", "after")
)
SITES = ("SOHAE", "TNSC", "XSC", "NARO")

# A re-entry two revolutions later, as it is often announced beside the launch (made up for this test).
REENTRY = """NAVAREA XI 0800/23
NORTH PACIFIC.
HAZARDOUS OPERATIONS, REENTRY OF ROCKET BODY 211600Z TO 211700Z NOV 23
IN AREA BOUND BY
20-00N 160-00E, 20-00N 165-00E, 15-00N 165-00E, 15-00N 160-00E.
"""


def launch_notice(corners: list[tuple[int, int]], hour: int) -> str:
    """A made-up warning of one launch with a four-sided area for each corner given in whole degrees."""
    lines = ["NAVAREA XI 0799/23", "YELLOW SEA.", "HAZARDOUS OPERATIONS, ROCKET LAUNCHING"]
    lines += [f"21{hour:02d}00Z TO 21{hour + 1:02d}00Z NOV 23", "IN AREAS BOUND BY"]
    for letter, (lat, lon) in zip("ABCD", corners, strict=False):
        ring = [(lat, lon), (lat, lon + 1), (lat - 1, lon + 1), (lat - 1, lon)]
        lines.append(f"{letter}. " + ", ".join(f"{a:02d}-00N {o:03d}-00E" for a, o in ring) + ".")
    return "\n".join(lines) + "\n"


def planes(site: str, texts: list[str], liftoff: datetime | None) -> dict[str, dict[str, object]]:
    """The plane of the notices by each verb that asks for it, as it is printed."""
    notices = tuple(Document(name=f"{k}.txt", data=text.encode()) for k, text in enumerate(texts))
    start = liftoff or datetime(2023, 11, 21, 0, tzinfo=UTC)
    window = f"{start:%Y-%m-%dT%H:%MZ}/{start if liftoff else start.replace(hour=23):%Y-%m-%dT%H:%MZ}"
    asked = {"site": site, "notices": notices}
    search = SearchRequest.of(**asked, liftoff=liftoff, inclination_deg="95/100", heading="south")
    look = IdentifyRequest.of(**asked, before=BEFORE, after=AFTER, window=window)
    identified = identify_objects(look).known.plane
    assert identified is not None
    return {
        "plane": plane_of(PlaneRequest.of(**asked, liftoff=liftoff)).plane.as_dict(),
        "search": search_for(search).plane.as_dict(),
        "identify": identified.as_dict(),
    }


def plane_of_brief(folder: Path, site: str, texts: list[str], liftoff: datetime | None) -> dict[str, object]:
    """The plane that a brief gives for a case made of the same notices."""
    lines = ['title = "Made up"', "[launch]", 'vehicle = "none"', 'payload = "none"', f'site = "{site}"']
    if liftoff is not None:
        lines += [f'time = "{liftoff:%Y-%m-%dT%H:%MZ}"', 'time_by = "this test"']
    for k, text in enumerate(texts):
        (folder / f"{k}.txt").write_text(text, encoding="utf-8")
        lines += ["[[notices]]", f'file = "{k}.txt"']
    (folder / "case.toml").write_text("\n".join(lines), encoding="utf-8")
    part: dict[str, object] = brief_part(BriefRequest(case=read_case(str(folder))), "plane")
    return part


@pytest.mark.parametrize("liftoff", [None, datetime(2023, 11, 21, 13, 42, tzinfo=UTC)])
@pytest.mark.parametrize("more", [[], [REENTRY]])
def test_the_brief_gives_the_plane_of_the_verb(
    tmp_path: Path, liftoff: datetime | None, more: list[str]
) -> None:
    texts = [launch_notice([(36, 123), (33, 123), (20, 122)], 13), *more]
    verb = planes("SOHAE", texts, liftoff)["plane"]
    brief = plane_of_brief(tmp_path, "SOHAE", texts, liftoff)
    assert {key: brief[key] for key in verb if key != "plane_through_time"} == {
        key: value for key, value in verb.items() if key != "plane_through_time"
    }
    if liftoff is not None:
        assert brief["plane_through_time"] == verb["plane_through_time"]


@settings(max_examples=12)
@given(
    site=st.sampled_from(SITES),
    corners=st.lists(
        st.tuples(st.integers(10, 40), st.integers(118, 140)), min_size=1, max_size=3, unique=True
    ),
    hour=st.integers(1, 20),
    exact=st.booleans(),
)
def test_every_verb_infers_the_same_plane(
    site: str, corners: list[tuple[int, int]], hour: int, exact: bool
) -> None:
    liftoff = datetime(2023, 11, 21, hour, 5, tzinfo=UTC) if exact else None
    found = planes(site, [launch_notice(corners, hour)], liftoff)
    assert found["search"] == found["plane"]
    assert found["identify"] == found["plane"]


@pytest.mark.parametrize("liftoff", [None, datetime(2023, 11, 21, 13, 42, tzinfo=UTC)])
def test_a_reentry_beside_the_launch_changes_no_plane(liftoff: datetime | None) -> None:
    launch = launch_notice([(36, 123), (33, 123), (20, 122)], 13)
    alone = planes("SOHAE", [launch], liftoff)
    beside = planes("SOHAE", [launch, REENTRY], liftoff)
    for verb, plane in beside.items():
        reasons = plane.pop("reasons"), alone[verb].pop("reasons")
        plane.pop("reason_codes", None), alone[verb].pop("reason_codes", None)
        assert plane == alone[verb], verb
        assert len(reasons[0]) > len(reasons[1]), "the answer says that a notice was set aside"
