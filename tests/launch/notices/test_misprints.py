"""Real misprints of issued notices: each is read as it was meant, and each is reported."""

import pytest

from downrange.launch.notices.notice import Notice
from downrange.launch.notices.notice_codes import Q_LINE, NoticeDefect
from downrange.launch.notices.notice_reader import read_notices

FRAME = """010000Z {issue}
HYDROPAC 1556/26.
1. HAZARDOUS OPERATIONS, SPACE DEBRIS {when}
   IN AREA BOUND BY {where}
2. CANCEL THIS MSG {end}."""
RING = "21-00.00N 134-00.00E, 22-00.00N 134-00.00E, 22-00.00N 135-00.00E"


def read(when: str, where: str = RING, end: str = "302359Z JUN 26", issue: str = "JUN 26") -> Notice:
    (notice,) = read_notices(FRAME.format(when=when, where=where, end=end, issue=issue))
    return notice


def codes(notice: Notice) -> set[str]:
    return {defect.code for defect in notice.defects}


def windows(notice: Notice) -> list[str]:
    return [f"{window.start:%d%H%M}-{window.end:%d%H%M}" for window in notice.windows]


@pytest.mark.parametrize(
    ("when", "expected", "said"),
    [
        ("261119Z T0 261601Z JUN", ["261119-261601"], NoticeDefect.ZERO_FOR_O),
        ("150825Z TO 150855 JUN", ["150825-150855"], NoticeDefect.Z_LOST),
        ("09300Z TO 1100Z DAILY 14 JUN", ["140930-141100"], NoticeDefect.HOUR_OF_FIVE_DIGITS),
        (
            "102212Z TO 110255Z, 10300Z TO 110743Z JUN",
            ["102212-110255", "110300-110743"],
            NoticeDefect.TIME_OF_FIVE_DIGITS,
        ),
        ("0800Z TO 1445Z DAILY 18 THRU 19", ["180800-181445", "190800-191445"], NoticeDefect.MONTH_SUPPLIED),
        (
            "0800Z TO 1445Z DAILY 18 TRHU 19 JUN",
            ["180800-181445", "190800-191445"],
            NoticeDefect.WORD_MISSPELT,
        ),
        ("091100Z AND 102100Z JUN", ["091100-102100"], NoticeDefect.AND_FOR_TO),
        ("DAILY 272100Z TO 291700Z JUN", ["272100-281700", "282100-291700"], NoticeDefect.DATES_INSIDE_DAILY),
    ],
)
def test_times(when: str, expected: list[str], said: NoticeDefect) -> None:
    notice = read(when)
    assert windows(notice) == expected
    assert said in codes(notice)


def test_a_span_of_days_printed_with_thru_is_no_misprint() -> None:
    assert windows(read("202100Z THRU 282100Z JUN", end="282200Z JUN 26")) == ["202100-282100"]


def test_hours_across_midnight_that_end_with_the_message() -> None:
    notice = read("2343Z TO 1429Z DAILY, 28 THRU 30 JUN", end="301529Z JUN 26")
    assert windows(notice) == ["282343-291429", "292343-301429"]
    assert NoticeDefect.LAST_WINDOW_A_DAY_EARLY in codes(notice)


def test_a_missing_comma_between_windows() -> None:
    assert windows(read("201100Z TO 201200Z 211100Z TO 211200Z JUN")) == ["201100-201200", "211100-211200"]


def test_a_misspelt_month() -> None:
    notice = read("1100Z TO 1200Z DAILY 16 SEB THRU 17 SEP", end="171300Z SEP 26", issue="AUG 26")
    assert windows(notice) == ["161100-161200", "171100-171200"]
    assert NoticeDefect.MONTH_MISSPELT in codes(notice)


def test_a_lost_hemisphere() -> None:
    notice = read(
        "011000Z TO 011100Z JUN", where="21-00.00N 134-00.00E, 21-37.48N 134-34.4, 22-00.00N 135-00.00E"
    )
    assert notice.areas[0].vertices[1] == pytest.approx((21 + 37.48 / 60, 134 + 34.4 / 60))
    assert NoticeDefect.NO_HEMISPHERE in codes(notice)


def test_a_wrong_day_shows_against_the_end_of_the_message() -> None:
    notice = read("061400Z TO 161843Z JUN", end="061943Z JUN 26")
    assert NoticeDefect.CANCEL_BEFORE_END in codes(notice)


def test_a_bow_tie_keeps_its_printed_order_and_is_drawn_simple() -> None:
    ring = "36-00N 124-00E, 36-00N 125-00E, 35-00N 124-00E, 35-00N 125-00E"
    notice = read("011000Z TO 011100Z JUN", where=ring)
    assert notice.areas[0].vertices == ((36.0, 124.0), (36.0, 125.0), (35.0, 124.0), (35.0, 125.0))
    assert NoticeDefect.CROSSES_ITSELF in codes(notice)
    outline = notice.areas[0].as_dict()["geojson"]["coordinates"][0]
    assert len(outline) == 5


def test_a_paragraph_number_printed_twice() -> None:
    text = FRAME.format(when="011000Z TO 011100Z JUN", where=RING, end="011200Z JUN 26", issue="JUN 26")
    (notice,) = read_notices(text.replace("2. CANCEL", "2. 2. CANCEL"))
    assert notice.self_cancel is not None
    assert NoticeDefect.PARAGRAPH_TWICE in codes(notice)


def test_words_printed_twice_do_no_harm() -> None:
    notice = read("011000Z TO 011100Z JUN IN AREA")
    assert len(notice.areas) == 1
    assert notice.unread == ()


@pytest.mark.parametrize("heading", ["NNAVAREA XIX 46/16", "NAVARE XIX 46/16", "NAVAREAXIX 46/16"])
def test_a_misspelt_heading(heading: str) -> None:
    (notice,) = read_notices(
        f"{heading}\nBARRENTS SEA\n1. ROCKET LAUNCHING 1000 TO 1100 UTC 11 JUN IN AREA {RING}"
    )
    assert notice.number == "NAVAREA XIX 46/16"
    assert NoticeDefect.SERIES_MISSPELT in codes(notice)
    assert notice.unread == ()


def test_the_q_line_shows_a_misprinted_vertex() -> None:
    """P1774/26 of Japan printed 320252N where Korea's Z0219/26 has 300252N."""
    text = (
        "P1774/26 NOTAMN Q) RJJJ/QXXXX/IV/NBO/E/000/999/3018N12832E030 A) RJJJ B) 2604180500 C) 2604180934 E) "
        "1ST STAGE FALLING AREA: 303309N1281001E - {}N1285333E - 295350N1283057E F) SFC G) UNL"
    )
    assert Q_LINE & codes(read_notices(text.format("320252"))[0])
    assert not Q_LINE & codes(read_notices(text.format("300252"))[0])


@pytest.mark.parametrize(
    ("circle", "code"),
    [
        ("1230N12030E010", NoticeDefect.Q_SHORT),
        ("1200N12000E010", NoticeDefect.Q_AROUND_CORNER),
        ("2044N09531E010", NoticeDefect.Q_ELSEWHERE),
        ("1230N12030E400", NoticeDefect.Q_WIDE),
        ("1230N12120E060", NoticeDefect.Q_PART),
    ],
)
def test_why_the_q_line_and_the_area_do_not_agree_is_told(circle: str, code: NoticeDefect) -> None:
    """An area of a degree square about 12.5 N 120.5 E, some 42 nm from its middle to its corners."""
    text = (
        f"B0001/26 NOTAMN Q) RPHI/QWMLW/IV/BO/W/000/999/{circle} A) RPHI B) 2604180500 C) 2604180934 E) ROCKET "
        "LAUNCH WI 120000N1200000E - 130000N1200000E - 130000N1210000E - 120000N1210000E F) SFC G) UNL"
    )
    (notice,) = read_notices(text)
    assert [defect.code for defect in notice.defects] == [code]


def test_a_single_misprinted_corner_is_named_as_such() -> None:
    text = (
        "B0001/26 NOTAMN Q) RPHI/QWMLW/IV/BO/W/000/999/1230N12030E045 A) RPHI B) 2604180500 C) 2604180934 E) ROCKET "
        "LAUNCH WI 120000N1200000E - 130000N1200000E - 130000N1310000E - 120000N1210000E F) SFC G) UNL"
    )
    assert NoticeDefect.Q_ONE_CORNER in codes(read_notices(text)[0])


def test_what_takes_something_back_is_never_ignored() -> None:
    notice = read("011000Z TO 011100Z JUN", where=RING + " EXCLUDING THE COASTAL PART POSTPONED")
    said = [span.text for span in notice.unread] + [defect.text for defect in notice.defects]
    assert {"EXCLUDING", "POSTPONED"} <= {word for text in said for word in text.split()}
    assert not notice.every_word_was_read
