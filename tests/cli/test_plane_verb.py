"""`downrange plane` at the terminal: a readable answer, the same as JSON, and clear refusals."""

from pathlib import Path

import pytest

from command_line import Answer, answer

NOTICE = """B4525/23 NOTAMN
Q) RPHI/QRALW/IV/NBO/W /000/999/1311N12917E114
A) RPHI B) 2311220000 C) 2311302359
E) SPECIAL OPS (AEROSPACE FLT ACT) WILL TAKE PLACE WI:
145410N 1284006E -
150142N 1292403E -
112649N 1295408E -
111918N 1291050E -
145410N 1284006E.
F) SFC G) UNL
"""


@pytest.fixture
def notice(tmp_path: Path) -> str:
    path = tmp_path / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return str(path)


def plane(*words: str) -> Answer:
    return answer("plane", *words)


def test_the_answer_in_words(notice: str) -> None:
    told = plane(notice, "--site", "SOHAE", "--liftoff", "2023-11-21T13:42:58Z")
    assert told.code == 0
    said = " ".join(told.out.split())
    assert "SOHAE): not determined" in said
    assert "The areas alone do not determine the plane" in said
    assert "by time of lift-off" not in said  # a plane that is not determined has no nodes
    assert "█" in said
    assert "* launch site" in said
    assert "124.5°E" in said


def test_the_answer_as_json(notice: str) -> None:
    told = plane(notice, "--site", "39.66,124.705", "--json")
    assert told.code == 0
    said = told.json
    assert said["determined"] is False
    assert said["repeats"] == []
    assert said["past_launches"] == 2  # no lift-off given: the launch of 21 November is not its own history
    assert said["plane_through_time"] == []  # not determined


def test_a_site_on_the_other_side_of_the_sea_is_refused_with_the_one_that_would_do(notice: str) -> None:
    told = plane(notice, "--site", "VS")
    assert told.code == 2
    said = " ".join(told.err.split())
    assert "no launch from VS explains these areas" in said
    assert "A launch from" in said


def test_history_is_left_out_on_request(notice: str) -> None:
    told = plane(notice, "--site", "SOHAE", "--no-history", "--json")
    assert told.code == 0
    said = told.json
    assert said["inclination_deg"] == said["geometry_only"]["inclination_deg"]
    assert said["past_launches"] is None


@pytest.mark.parametrize(
    ("site", "liftoff", "says"),
    [
        ("Atlantis", "2023-11-21T13:42:58Z", "no launch site"),
        ("SOHAE", "2023-11-21 13:42", "2023-11-21 13:42"),
    ],
)
def test_bad_input_is_one_clear_message(notice: str, site: str, liftoff: str, says: str) -> None:
    told = plane(notice, "--site", site, "--liftoff", liftoff)
    assert told.code == 2
    error = told.err
    assert says in error
    assert "Traceback" not in error


def test_a_notice_without_areas_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cancel.txt"
    path.write_text("HYDROPAC 1/24.\n1. CANCEL HYDROPAC 3310/18.\n", encoding="utf-8")
    told = plane(str(path), "--site", "JQ")
    assert told.code == 2
    assert "no notice of a launch with an area" in told.err


def test_without_a_site_the_areas_must_name_it(notice: str) -> None:
    """Zone 3 of November 2023 fits several sites: the answer is not guessed."""
    told = plane(notice)
    assert told.code == 2
    said = told.err
    assert "do not name their launch site" in said
    assert "--site" in said


def test_areas_that_point_to_one_site_name_it(tmp_path: Path) -> None:
    """Two strips drawn along one ray from Tanegashima, and the circle around its pad."""
    path = tmp_path / "strips.txt"
    path.write_text(
        "NAVAREA XI 1/24\n1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n 0100Z TO 0300Z DAILY 10 THRU 12 FEB\n"
        " IN AREAS BOUND BY:\n A. 28-20N 130-50E, 28-20N 131-15E, 27-20N 131-20E, 27-20N 130-55E.\n"
        " B. 15-00N 131-50E, 15-00N 132-40E, 12-30N 132-50E, 12-30N 132-00E.\n"
        "2. HAZARDOUS OPERATIONS, ROCKET LAUNCHING\n 0100Z TO 0300Z DAILY 10 THRU 12 FEB\n"
        " WITHIN 10 MILES OF 30-24N 130-58E.\n3. CANCEL THIS MSG 120400Z FEB 24.\n",
        encoding="utf-8",
    )
    told = plane(str(path), "--json")
    assert told.code == 0
    said = told.json
    assert said["site"]["code"] == said["likely_sites"][0]["site"]["code"] == "TNSC"
