"""The work on a notice grows with its length, whatever shape of area is printed over and over."""

import pytest

from counted_work import calls_during
from downrange.launch.notices.notice_reader import read_notices

HEAD = "NAVAREA XII 123/26\nROCKET LAUNCHING 211000Z TO 211200Z NOV 26 IN AREAS WITHIN "
FORMS = {
    "half planes": "NORTH OF 37-00N ",
    "bearings and distances": "12NM NE OF 4530N01230E ",
    "ellipses": "ELLIPSE CENTRED 45-30N 012-30E SEMI AXES 12NM BY 5NM ORIENTED 045 ",
    "shores": "ALONG THE COAST TO 45-30N 012-30E ",
    "parts": "PART 1 OF 3 WI 4530N01230E 4630N01230E 4630N01330E ",
    "circles": "WITHIN 5 NM OF 45-30N 012-30E ",
    "holes": "EXCLUDING AREA WITHIN 5 NM OF 45-30N 012-30E ",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_work_grows_with_the_length(form: str) -> None:
    def calls(letters: int) -> int:
        text = HEAD + FORMS[form] * (letters // len(FORMS[form]))
        return calls_during(lambda: read_notices(text))

    calls(500)  # word lists and patterns are made once
    assert calls(12_000) < 5.0 * calls(3_000)
