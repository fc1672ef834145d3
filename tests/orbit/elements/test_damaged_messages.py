"""Damaged OMM: whole records are kept, damaged ones reported, in work linear in the file; units of KVN lines."""

import json

import pytest

from counted_work import calls_during
from downrange.orbit.elements.element_codes import DefectCode
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.omm_json import read_json

RECORD = {
    "OBJECT_NAME": "A",
    "EPOCH": "2023-12-09T04:15:49.963968",
    "MEAN_MOTION": "15.21407416",
    "ECCENTRICITY": "0.0014685",
    "INCLINATION": "97.427",
    "RA_OF_ASC_NODE": "227.7225",
    "ARG_OF_PERICENTER": "211.9163",
    "MEAN_ANOMALY": "148.1185",
    "NORAD_CAT_ID": "58400",
    "BSTAR": "0.00021022",
    "MEAN_MOTION_DOT": "4.66e-05",
}
ONE = json.dumps(RECORD)
KVN = "CCSDS_OMM_VERS = 2.0\n" + "".join(f"{key} = {value}\n" for key, value in RECORD.items())
LONG = json.dumps(RECORD | {"COMMENT": "x" * 50_000 + '\\" {[' + "[" * 500})


@pytest.mark.parametrize(
    "bad",
    [
        "{bad}",
        "{",
        "{{{{",
        '{"a":',
        '{"a":"',
        "[",
        '{"a":1 "b":2}',
        "{" + '"' * 9,
        "{" + "[" * 2_000,
        "12345",
        "tru",
        ONE[:-1],
        ONE[:-40],
        LONG[:-1],
        '{"a":' * 5_000 + "1" + "}" * 5_000,
    ],
)
@pytest.mark.parametrize("count", [1, 3, 40])
def test_whole_records_around_damaged_ones_are_kept(bad: str, count: int) -> None:
    """A bracket that never closes may hide what follows it; what stands before it is read, the damage reported."""
    sets = read_json("[" + ",\n".join([ONE, LONG, *[bad + ",\n" + ONE] * count]) + "]")
    assert len(sets) >= 2
    assert sets.defects
    if bad not in ('{"a":"', "{" + '"' * 9) and not bad.startswith(("[", "{[", "{{")):
        assert len(sets) >= 2 + count - (bad.count("{") > 1000)


@pytest.mark.parametrize("bad", ["{bad},", "{", '{"a":"', '{"a":', "[", "1,", '{"a":1}', "x"])
def test_work_on_damaged_records_is_linear(bad: str) -> None:
    """Calls are counted; that none of them looks at the whole text is the bound on the piece that is decoded."""

    def calls(count: int) -> int:
        return calls_during(lambda: read_json("[" + ONE + "," + bad * count + "]"))

    assert calls(8_000) < 9 * calls(1_000) + 5_000


def test_a_record_behind_a_nesting_too_deep_is_kept() -> None:
    deep = '{"a":' * 60_000 + "1" + "}" * 60_000
    sets = read_elements("[" + ",".join([ONE, deep, ONE]) + "]")
    assert len(sets) == 2
    assert [defect.code for defect in sets.defects] == [DefectCode.TOO_DEEP]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("97.427 [deg]", True),
        ("97.427[deg]", True),
        ("97.427 [ deg ]", True),
        ("97.427", True),
        ("97.427 [rad]", False),
        ("97.427 [deg] [deg]", False),
        ("97.427 [[deg]", False),
        ("97.427 deg]", False),
        ("97.427 [deg", False),
        ("97.427 []", False),
        ("[97.427]", False),
        ("97.427" + " " * 100_000 + "[deg]", True),
        ("97.427" + " " * 100_000 + "[", False),
        ("97.427 " + "[" * 100_000, False),
        ("97.427" + "[]" * 50_000, False),
    ],
)
def test_the_unit_of_a_line_is_its_last_bracket(value: str, read: bool) -> None:
    text = KVN + KVN.replace("INCLINATION = 97.427", f"INCLINATION = {value}")
    sets = read_elements(text)
    assert len(sets) == 1 + read
    assert bool(sets.defects) is not read
