"""Edges along a coast or a boundary are drawn straight, and it is said, also for the edge back to the start."""

import pytest

from downrange.launch.areas.area_codes import AreaNote
from downrange.launch.notices.notice_reader import read_notices

HEAD = "NAVAREA IV 999/26\n1. ROCKET LAUNCHING 281200Z TO 281600Z NOV IN AREA BOUND BY "
TAIL = ".\n2. CANCEL THIS MSG 281700Z NOV 26."
FIRST, LAST = "28-30N 074-45W, 28-15N 073-30W", "27-45N 073-00W"


@pytest.mark.parametrize("line", ["ALONG THE COAST", "ALONG COASTLINE", "ALONG THE FIR BOUNDARY"])
@pytest.mark.parametrize(
    "outline",
    [
        f"{FIRST}, THEN {{}} TO {LAST}",
        f"{FIRST}, {LAST}, THEN {{}} TO POINT OF ORIGIN",
        f"{FIRST}, {LAST}, THENCE {{}} BACK TO THE STARTING POINT",
    ],
)
def test_a_line_that_is_not_drawn_is_said(outline: str, line: str) -> None:
    (notice,) = read_notices(HEAD + outline.format(line) + TAIL)
    (area,) = notice.areas
    assert len(area.vertices) == 3
    assert [note.code for note in area.notes] == [AreaNote.EDGE_STRAIGHT]
    assert AreaNote.EDGE_STRAIGHT in {defect.code for defect in notice.defects}
