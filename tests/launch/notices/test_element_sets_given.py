"""Element sets given to the notice reader by mistake: refused with what to do, in every notation."""

import json

import pytest

from downrange.errors import NoticeError
from downrange.launch.notices.notice_codes import NoticeCode
from downrange.launch.notices.notice_reader import read_notices

# Of the CelesTrak documentation of the format: https://celestrak.org/columns/v04n03/
SET = """ISS (ZARYA)
1 25544U 98067A   04236.56031392  .00020137  00000-0  16538-3 0  9993
2 25544  51.6335 344.7760 0007976 126.2523 325.9359 15.70406856328906
"""
OMM = {"OBJECT_NAME": "ISS (ZARYA)", "EPOCH": "2004-08-23T13:26:51", "MEAN_MOTION": 15.70406856,
       "ECCENTRICITY": 0.0007976, "INCLINATION": 51.6335, "RA_OF_ASC_NODE": 344.776}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        SET,
        SET * 20,
        SET.replace("\n", "\r\n"),
        "".join("# source: an example\n" for _ in range(1)) + SET,
        "\n".join(SET.splitlines()[1:]),
        json.dumps([OMM]),
        "\n".join(f"{name} = {value}" for name, value in OMM.items()),
        ",".join(OMM) + "\n" + ",".join(map(str, OMM.values())),
    ],
)
def test_element_sets_are_refused_with_the_verbs_that_read_them(text: str) -> None:
    with pytest.raises(NoticeError) as refused:
        read_notices(text)
    assert refused.value.code is NoticeCode.ELEMENT_SETS
    assert "passes" in str(refused.value)


def test_a_notice_beside_an_element_set_is_read() -> None:
    notice = """NAVAREA IV 1081/25.
NORTH ATLANTIC.
1. HAZARDOUS OPERATIONS, ROCKET LAUNCHING
   120811Z TO 121253Z OCT
   IN AREA BOUND BY
   31-57.00N 077-01.00W,
   32-23.00N 076-52.00W,
   33-08.00N 075-40.00W.
2. CANCEL THIS MSG 141308Z OCT 25.
"""
    (read,) = read_notices(notice + "\n" + SET)
    assert read.number == "NAVAREA IV 1081/25"
    assert len(read.areas[0].vertices) == 3
