"""The common forms, read whole: a NAVAREA warning and a NOTAM, against answers worked out by hand."""

import pytest

from downrange.errors import NoticeError
from downrange.launch.notices.notice_reader import read_notices

NAVAREA = """191218Z APR 23
NAVAREA IV 418/23(11,26).
WESTERN NORTH ATLANTIC.
FLORIDA.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   191218Z TO 191647Z APR, ALTERNATE
   201153Z TO 201622Z AND 302350Z APR TO 010316Z MAY
   IN AREA BOUND BY
   28-38.47N 080-37.31W, 28-38.00N 080-32.00W,
   28-16.00N 079-57.00W, 28-31.21N 080-33.38W.
2. CANCEL NAVAREA IV 414/23.
3. CANCEL THIS MSG 010416Z MAY 23.
"""


def test_a_navarea_warning_of_the_common_form() -> None:
    (notice,) = read_notices(NAVAREA)
    said = notice.as_dict()
    assert (said["issuer"], said["number"], said["kind"]) == ("NAVAREA IV", "NAVAREA IV 418/23", "launch")
    assert [(w["start"], w["end"]) for w in said["windows"]] == [
        ("2023-04-19T12:18:00Z", "2023-04-19T16:47:00Z"),
        ("2023-04-20T11:53:00Z", "2023-04-20T16:22:00Z"),
        ("2023-04-30T23:50:00Z", "2023-05-01T03:16:00Z"),
    ]
    assert said["areas"][0]["vertices"] == [
        [28.6411667, -80.6218333], [28.6333333, -80.5333333], [28.2666667, -79.95], [28.5201667, -80.5563333],
    ]  # fmt: skip
    assert said["areas"][0]["geojson"]["type"] == "Polygon"
    assert said["cancels"] == ["NAVAREA IV 414/23"]
    assert said["self_cancel"] == "2023-05-01T04:16:00Z"
    assert said["defects"] == []
    assert said["unread"] == []


@pytest.mark.parametrize(
    "text", ["", "  \n\t", "Dear Sir, the weather is fine today.", "\x00\x00", "1. 2. 3."]
)
def test_a_text_that_is_no_notice_is_an_error(text: str) -> None:
    with pytest.raises(NoticeError):
        read_notices(text)
