"""Where the words of a defect stand: lines counted in the file, in the message, and once for a long file."""

import pytest

from downrange.answers.notice import read_notice
from downrange.answers.requests import Document, NoticeRequest
from downrange.launch.notices.defect_places import LONGEST_QUOTE, PrintedLines, TextLines
from downrange.launch.notices.notice import Defect, Notice
from downrange.launch.notices.notice_codes import NoticeDefect

CODE = NoticeDefect.TIMES_NOT_READ


@pytest.mark.parametrize("text", ["", "one", "one\n", "\n\none\ntwo\n", "a\r\nb\r\nc", "\n" * 50 + "x"])
def test_lines_are_counted_as_a_reader_counts_them(text: str) -> None:
    lines = TextLines(text)
    for at in range(len(text) + 1):
        assert lines.line(at) == text[:at].count("\n") + 1


@pytest.mark.parametrize("before", ["", "X\n", "first\nsecond\n\n"])
def test_a_place_counts_from_the_file_where_the_notice_stands_in_it(before: str) -> None:
    text = "HEAD\nTHE TIMES\nARE ODD"
    notice = Notice("A", "1/26", "launch", text=text, start=len(before))
    start = text.index("ARE")
    defects = [Defect("ARE ODD", CODE, {"start": start, "end": start + 7}), Defect("TIMES ARE", CODE)]
    inside = PrintedLines(notice, TextLines(before + text + "\nMORE"))
    assert inside.counted_in == "file"
    assert [inside.of_defect(defect)["line"] for defect in defects] == [
        before.count("\n") + n for n in (3, 2)
    ]
    apart = PrintedLines(notice, TextLines('{"text": "HEAD"}'))
    assert apart.counted_in == "message"
    assert [apart.of_defect(defect)["line"] for defect in defects] == [3, 2]


def test_what_is_about_no_printed_words_has_no_place() -> None:
    notice = Notice("A", "1/26", "launch", text="HEAD\nBODY")
    lines = PrintedLines(notice, TextLines(notice.text))
    assert lines.of_defect(Defect("", CODE)) == {}
    assert lines.of_defect(Defect("", CODE, {"start": 0, "end": 9})) == {}  # the whole message
    assert lines.of_defect(Defect("NOT THERE", CODE)) == {"line": None, "quote": "NOT THERE"}


def test_a_quotation_is_short_and_a_short_one_has_its_neighbours() -> None:
    notice = Notice(
        "A", "1/26", "launch", text="PLANNED LAUNCH DATE : 18 APR 2026 - 8 MAY 2026\n" + "WORD " * 40
    )
    lines = PrintedLines(notice, TextLines(notice.text))
    at = notice.text.index("18")
    assert lines.quoted(at, at + 2)["quote"] == "18"
    assert ": 18 APR" in lines.quoted(at, at + 2)["context"]
    long = lines.quoted(notice.text.index("WORD"), len(notice.text))
    assert len(long["quote"]) <= LONGEST_QUOTE
    assert "context" not in long


def test_the_lines_of_a_file_are_found_once_for_all_its_notices() -> None:
    """2,000 notices in 4 MB must not be 2,000 searches of 4 MB."""
    text = "".join(
        f"NAVAREA IV {n}/26.\nGUNNERY 100000Z TO 110000Z OCT 26 WITHIN 5 MILES OF 30-00N 070-00W.\n"
        for n in range(1, 9)
    )
    answer = read_notice(NoticeRequest(notices=(Document(name="a", data=text.encode()),)))
    assert len(answer.readings) == 8
    assert len({id(reading.lines.file) for reading in answer.readings}) == 1
    lines = answer.readings[0].lines.file
    lines.line(0)
    found = vars(lines)["_ends"]
    assert [reading.lines.line(0) for reading in answer.readings] == list(range(1, 16, 2))
    assert vars(lines)["_ends"] is found
