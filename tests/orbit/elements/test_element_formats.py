"""Reading element sets: every format gives the same columns, and nothing becomes a silent wrong number."""

import csv
import gzip
import io
import json
from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from downrange.errors import ElementError
from downrange.kernel.visible_text import visible
from downrange.orbit.elements.alpha5 import from_alpha5, to_alpha5
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import COLUMNS, NOT_GIVEN, Elements, join
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.omm_keywords import read_epoch
from downrange.orbit.elements.tle import write_tle
from downrange.orbit.elements.tle_fields import checksum, read_pair
from repository import archive

MALLIGYONG = """\
# source: Bill Gray, github.com/Bill-Gray/tles, 20231209.tle
MALLIGYONG-1
1 58400U 23179A   23343.17766162  .00004660  00000-0  21022-3 0  9996
2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416  2676
"""
ISS_1998 = """\
ISS (ZARYA)
1 25544U 98067A   98324.28472222 -.00003657  11563-4  00000+0 0    10
2 25544  51.5908 168.3788 0125362  86.4185 359.7454 16.05064833    05
"""
NOTATIONS = ("json", "csv", "kvn", "xml")


def same(one: Elements, other: Elements, but: tuple[str, ...] = ()) -> list[str]:
    """The names of the columns that differ."""
    return [
        name
        for name in COLUMNS
        if name not in but and not np.array_equal(getattr(one, name), getattr(other, name))
    ]


def with_checksums(*lines: str) -> str:
    return "".join(line[:68].ljust(68) + str(checksum(line.ljust(68))) + "\n" for line in lines)


def test_a_tle_to_the_last_digit():
    elements = read_elements(MALLIGYONG)
    assert len(elements) == 1
    assert elements.defects == ()
    assert elements.notes == ("source: Bill Gray, github.com/Bill-Gray/tles, 20231209.tle",)
    row = {name: getattr(elements, name)[0] for name in COLUMNS}
    assert row == {
        "norad": 58400,
        "name": "MALLIGYONG-1",
        "designator": "23179A",
        "classification": "U",
        "epoch_jd": 2460287.5,  # 2023-12-09, day 343
        "epoch_fraction": 0.17766162,
        "inclination_deg": 97.4270,
        "raan_deg": 227.7225,
        "eccentricity": 0.0014685,
        "argp_deg": 211.9163,
        "mean_anomaly_deg": 148.1185,
        "mean_motion_rev_day": 15.21407416,
        "ndot": 0.0000466,
        "nddot": 0.0,
        "bstar": 0.21022e-3,
        "revolution": 267,
        "element_set": 999,
    }


@pytest.mark.parametrize("notation", NOTATIONS)
def test_every_notation_reads_back_equal(notation):
    elements = join([read_elements(MALLIGYONG), read_elements(ISS_1998)])
    again = read_elements(write_omm(elements, notation))
    assert same(elements, again) == []
    assert again.defects == ()
    assert write_omm(again, notation) == write_omm(elements, notation)


def test_two_line_three_line_and_space_track_names():
    bare = "".join(line + "\n" for line in MALLIGYONG.splitlines()[2:])
    assert read_elements(bare).name.tolist() == [""]
    assert read_elements("0 MALLIGYONG-1\n" + bare).name.tolist() == ["MALLIGYONG-1"]
    assert read_elements(("0 MALLIGYONG-1   \n" + bare).replace("\n", "\r\n")).name.tolist() == [
        "MALLIGYONG-1"
    ]


def test_files_plain_and_packed(tmp_path: Path):
    plain, packed = tmp_path / "after.tle", tmp_path / "after.tle.gz"
    plain.write_text(MALLIGYONG)
    packed.write_bytes(gzip.compress(MALLIGYONG.encode()))
    assert same(read_elements(plain), read_elements(packed)) == []
    assert same(read_elements(str(plain)), read_elements(MALLIGYONG)) == []


@pytest.mark.parametrize(("norad", "field"), [
    (5, "00005"), (99_999, "99999"), (100_000, "A0000"), (179_999, "H9999"), (180_000, "J0000"),
    (229_999, "N9999"), (230_000, "P0000"), (339_999, "Z9999"),
])  # fmt: skip
def test_alpha5_by_the_published_table(norad, field):
    assert to_alpha5(norad) == field
    assert from_alpha5(field) == norad


@given(st.integers(0, 339_999))
def test_alpha5_round_trip(norad):
    assert from_alpha5(to_alpha5(norad)) == norad


@pytest.mark.parametrize(
    "field", ["I0000", "O1234", "a0000", "A000", "A 000", "AA000", "-0001", "1 234", "", "٣0000", "12.45"]
)
def test_what_is_no_number_of_a_tle(field):
    with pytest.raises(ElementError, match="no catalogue number"):
        from_alpha5(field)


@pytest.mark.parametrize("norad", [5, 69_999, 100_000, 270_449, 339_999, 340_000, 799_501_621, 999_999_999])
@pytest.mark.parametrize("notation", NOTATIONS)
def test_numbers_of_five_six_and_nine_digits(norad, notation):
    record = json.loads(write_omm(read_elements(MALLIGYONG)))[0] | {"NORAD_CAT_ID": norad}
    elements = read_elements(json.dumps(record))
    assert read_elements(write_omm(elements, notation)).norad.tolist() == [norad]
    if norad <= 339_999:
        assert read_elements(write_tle(elements)).norad.tolist() == [norad]
    else:
        with pytest.raises(ElementError, match="does not fit a TLE"):
            write_tle(elements)


def test_a_wrong_checksum_names_line_expected_and_found():
    with pytest.raises(ElementError) as caught:
        read_elements(MALLIGYONG.replace("0  9996", "0  9991"))
    assert "the checksum of line 1 should be 6, column 69 says '1'" in str(caught.value)
    assert "line 3" in str(caught.value)


@pytest.mark.parametrize(("old", "new", "says"), [
    ("23343.17766162", "23343.1776616O", "epoch day (columns 21-32 of line 1) is '343.1776616O'"),
    ("0014685", " 014685", "eccentricity (columns 27-33 of line 2) is ' 014685'"),
    (" 97.4270", "297.4270", "inclination_deg is 297.427: an inclination lies between 0 and 180 deg"),
    (" 21022-3", " 2102-23", "bstar (columns 54-61 of line 1) is ' 2102-23'"),
    ("2 58400", "2 58401", "line 1 is of object 58400, line 2 of object 58401"),
    ("23343.", "23366.", "2023 has no day 366"),
    ("23343.", "23000.", "2023 has no day 0"),
    ("1 58400", "1 I8400", "'I8400' is no catalogue number"),
    ("-3 0  9996", "-3 4  9996", "ephemeris type (column 63 of line 1) is '4'"),
    ("15.21407416", "00.00000000", "mean_motion_rev_day is 0"),
])  # fmt: skip
def test_a_spoilt_field_is_refused_with_its_reason_though_the_checksum_fits(old, new, says):
    name, one, two = MALLIGYONG.replace(old, new).splitlines()[1:]
    good = ISS_1998 + name + "\n" + with_checksums(one, two) + ISS_1998
    elements = read_elements(good)
    assert elements.norad.tolist() == [25544, 25544]
    assert [defect.line in (5, 6) for defect in elements.defects] == [True]
    assert says in elements.defects[0].says


def test_short_orphan_and_foreign_lines_are_reported_and_the_rest_is_kept():
    one, two = MALLIGYONG.splitlines()[2:]
    text = f"{ISS_1998}{one}\n{two[:68]}\nA NAME ALONE\n{one}\n{ISS_1998}{two}\n<html>\n"
    elements = read_elements("\n" + text)
    assert elements.norad.tolist() == [25544, 25544]
    assert [(defect.line, defect.says) for defect in elements.defects] == [
        (6, "line 2 has 68 columns, a TLE line has 69"),
        (7, "belongs to no element set"),
        (8, "line 1 of an element set has no line 2 after it"),
        (12, "line 2 of an element set has no line 1 before it"),
        (13, "belongs to no element set"),
    ]


def test_blank_fields_that_catalogues_print():
    one = "1 58400U          23343.17766162 +.00004660  00000 0  21022-3"
    two = "2 58400  97.4270 227.7225 0014685 211.9163 148.1185 15.21407416"
    elements = read_elements(with_checksums(one, two))
    assert elements.defects == ()
    assert elements.revolution.tolist() == elements.element_set.tolist() == [NOT_GIVEN]
    assert elements.nddot.tolist() == [0.0]
    assert same(elements, read_elements(write_omm(elements))) == []
    assert same(elements, read_elements(write_tle(elements))) == []


@pytest.mark.parametrize(("year", "means"), [("57", 1957), ("99", 1999), ("00", 2000), ("56", 2056)])
def test_two_digit_years_turn_at_57(year, means):
    one, two = (line.replace("23343.", f"{year}001.") for line in MALLIGYONG.splitlines()[2:])
    elements = read_elements(with_checksums(one, two))
    assert elements.epoch_jd[0] == 2440587.5 + np.datetime64(f"{means}-01-01").astype(int)


def test_the_fast_path_and_the_strict_path_agree():
    lines = (ISS_1998 + MALLIGYONG).encode().splitlines()
    pairs = [(lines[i], lines[i + 1]) for i in range(len(lines) - 1) if lines[i].startswith(b"1 ")]
    elements = read_elements(ISS_1998 + MALLIGYONG)
    for row, pair in enumerate(pairs):
        values, defects = read_pair(*pair, 1)
        assert defects == []
        assert values == {name: getattr(elements, name)[row] for name in COLUMNS if name != "name"}


def test_the_fast_path_and_the_strict_path_agree_on_a_whole_catalogue():
    path = archive("orbits/catalogues/catalogue_20231209.tle.gz")
    elements = read_elements(path)
    assert len(elements) == 25_741
    assert elements.defects == ()
    lines = [line.rstrip() for line in gzip.decompress(path.read_bytes()).splitlines()]
    starts = [i for i, line in enumerate(lines) if line.startswith(b"1 ") and len(line) == 69]
    for row in range(0, len(starts), 20):
        values, _ = read_pair(lines[starts[row]], lines[starts[row] + 1], 1)
        assert values == {name: getattr(elements, name)[row] for name in COLUMNS if name != "name"}
    assert same(elements, read_elements(write_tle(elements))) == []


def record(**changes):
    plain = json.loads(write_omm(read_elements(MALLIGYONG)))[0]
    return {key: value for key, value in (plain | changes).items() if value != "gone"}


@pytest.mark.parametrize(("changes", "says"), [
    ({"INCLINATION": "nan"}, "INCLINATION is 'nan', no number"),
    ({"INCLINATION": "97,4"}, "INCLINATION is '97,4', no number"),
    ({"INCLINATION": "1_0"}, "INCLINATION is '1_0', no number"),
    ({"BSTAR": "1e999"}, "BSTAR is '1e999', no number"),
    ({"BSTAR": None}, "BSTAR is missing"),
    ({"BSTAR": "gone"}, "BSTAR is missing"),
    ({"BSTAR": [1]}, "BSTAR is ['1'], no number"),
    ({"BSTAR": True}, "BSTAR is True, no number"),
    ({"MEAN_MOTION": "gone", "SEMI_MAJOR_AXIS": 6800}, "MEAN_MOTION is missing"),
    ({"NORAD_CAT_ID": "A0001"}, "NORAD_CAT_ID is 'A0001', not a whole number of up to nine digits"),
    ({"NORAD_CAT_ID": 58400.0}, "NORAD_CAT_ID is '58400.0', not a whole number"),
    ({"NORAD_CAT_ID": 1_000_000_000}, "not a whole number of up to nine digits"),
    ({"NORAD_CAT_ID": "٣٣"}, "not a whole number of up to nine digits"),
    ({"EPOCH": "2023-02-30T00:00:00"}, "EPOCH '2023-02-30T00:00:00' is no date and time"),
    ({"EPOCH": "2023-12-09 04:15:49"}, "EPOCH is '2023-12-09 04:15:49', not like"),
    ({"EPOCH": "23343.17766162"}, "EPOCH is '23343.17766162', not like"),
    ({"REF_FRAME": "GCRF"}, "REF_FRAME is GCRF, only TEME can be read"),
    ({"MEAN_ELEMENT_THEORY": "SGP4-XP"}, "MEAN_ELEMENT_THEORY is SGP4-XP, only SGP4"),
    ({"EPHEMERIS_TYPE": 4}, "EPHEMERIS_TYPE is 4, only 0"),
    ({"ECCENTRICITY": 1.2}, "eccentricity is 1.2"),
])  # fmt: skip
def test_a_spoilt_omm_record_is_refused_and_its_neighbours_are_kept(changes, says):
    text = "[\n" + ",\n".join(json.dumps(item) for item in (record(), record(**changes), record())) + "\n]"
    elements = read_elements(text)
    assert len(elements) == 2
    assert [defect.line for defect in elements.defects] == [3]
    assert says in elements.defects[0].says


def test_units_are_checked():
    kvn = write_omm(read_elements(MALLIGYONG), "kvn")
    assert same(read_elements(kvn.replace("97.427", "97.427 [deg]")), read_elements(MALLIGYONG)) == []
    with pytest.raises(ElementError, match=r"INCLINATION is in \[rad\] where OMM wants \[deg\]"):
        read_elements(kvn.replace("97.427", "1.7004 [rad]"))


def test_a_keyword_that_stands_twice_is_refused():
    kvn = write_omm(read_elements(MALLIGYONG), "kvn")
    with pytest.raises(ElementError, match="BSTAR stands twice"):
        read_elements(kvn + "BSTAR = 0.1\n")
    with pytest.raises(ElementError, match="a keyword stands twice"):
        read_elements(json.dumps(record())[:-1] + ', "BSTAR": 0.1}')


def test_files_cut_short_keep_their_whole_records():
    elements = join([read_elements(MALLIGYONG)] * 3)
    for notation in NOTATIONS:
        text = write_omm(elements, notation)
        cut = read_elements(text[: int(len(text) * 0.9)])
        assert cut.norad.tolist() == [58400, 58400], notation
        assert cut.defects, notation


NO_ELEMENTS = [
    "", " \n\n", "hello\nworld\n", "[]", "{}", "[1, 2]", "<a/>", "<!DOCTYPE x []>\n<ndm/>", "<html><body>404",
    "{" * 5000, "[" * 100_000, "NORAD_CAT_ID\n", "CCSDS_OMM_VERS = 2.0\n", "1 \n2 \n", "\x00\n",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_ELEMENTS)
def test_what_holds_no_element_set_is_an_error_with_advice(text):
    with pytest.raises(ElementError) as caught:
        read_elements(text)
    assert str(caught.value)


def test_a_missing_file_and_a_damaged_one(tmp_path: Path):
    with pytest.raises(ElementError, match="cannot be opened: no such file"):
        read_elements(tmp_path / "nothing.tle")
    with pytest.raises(ElementError, match="gzip file is damaged"):
        read_elements(gzip.compress(MALLIGYONG.encode() * 50)[:-20])


def test_entities_are_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE ndm [<!ENTITY a "aaaa">]><ndm>&a;</ndm>'
    with pytest.raises(ElementError, match="document type or entities"):
        read_elements(bomb)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 138), st.characters(codec="latin-1"))
def test_any_changed_character_is_refused_or_reads_back(column, character):
    """No silent wrong number: after one changed character the set is refused, or its numbers are the same."""
    one, two = MALLIGYONG.splitlines()[2:]
    both = one + two
    changed = both[:column] + character + both[column + 1 :]
    text = (changed[:69] + "\n" + changed[69:] + "\n").encode("latin-1")
    try:
        elements = read_elements(text)
    except ElementError:
        return
    assert same(elements, read_elements(write_tle(elements))) == []
    assert same(elements, read_elements(MALLIGYONG), but=("name", "designator", "classification")) == []


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_elements_or_an_element_error(data):
    with suppress(ElementError):
        assert len(read_elements(data))


def decimals(low: float, high: float, places: int) -> st.SearchStrategy[float]:
    scale = 10.0**places
    return st.integers(round(low * scale), round(high * scale)).map(lambda k: k / scale)


mantissas = st.integers(-99_999, 99_999).filter(lambda k: k == 0 or abs(k) >= 10_000)
WHAT_A_TLE_CAN_SAY = {
    "norad": st.integers(1, 339_999),
    "epoch_jd": st.integers(0, 36_159).map(lambda day: 2435839.5 + day),  # 1957 to 2055
    "epoch_fraction": decimals(0, 0.99999999, 8),
    "inclination_deg": decimals(0, 180, 4),
    "raan_deg": decimals(0, 359.9999, 4),
    "eccentricity": decimals(0, 0.9999999, 7),
    "argp_deg": decimals(0, 359.9999, 4),
    "mean_anomaly_deg": decimals(0, 359.9999, 4),
    "mean_motion_rev_day": decimals(1e-8, 17.9, 8),
    "ndot": decimals(-0.99999999, 0.99999999, 8),
    "nddot": st.just(0.0),
    "bstar": st.tuples(mantissas, st.integers(-9, 9)).map(lambda b: float(f"{b[0]}e{b[1] - 5}")),
    "revolution": st.integers(NOT_GIVEN, 99_999),
    "element_set": st.integers(NOT_GIVEN, 9_999),
    "name": st.sampled_from(["", "X", "OBJECT A"]),
    "designator": st.sampled_from(["", "23179A", "98067ABC"]),
    "classification": st.sampled_from(["U", "C", "S"]),
}


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries(WHAT_A_TLE_CAN_SAY))
def test_whatever_a_tle_can_say_reads_back_equal_in_every_notation(row):
    elements = Elements(**{name: np.array([row[name]]) for name in COLUMNS})
    assert same(elements, read_elements(write_tle(elements))) == []
    for notation in NOTATIONS:
        assert same(elements, read_elements(write_omm(elements, notation))) == []


@pytest.mark.parametrize(("text", "fraction"), [
    ("2023-331T12:00:00", 0.5), ("2023-11-27T12:00:00Z", 0.5), ("2023-11-27T00:00:00.8640000000", 1e-5),
])  # fmt: skip
def test_epochs(text, fraction):
    jd, read = read_epoch(text)
    assert jd == 2460275.5
    assert read == pytest.approx(fraction, abs=1e-15)


def test_a_leap_second_is_the_next_midnight():
    assert read_epoch("2016-12-31T23:59:60") == (2457754.5, 0.0)


def test_package_sgp4s_own_verification_file():
    elements = read_elements(files("sgp4").joinpath("SGP4-VER.TLE").read_bytes())
    assert len(elements) == 30
    assert elements.notes[0].startswith("-----")


@pytest.mark.parametrize("name", ["OBJECT_NAME,\ud800", "a\ud800.tle"])
def test_a_name_with_half_a_character_is_refused_in_words(name: str) -> None:
    with pytest.raises(ElementError, match="names no file"):
        read_elements(name)


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "+1+1", "-X", "@SUM(A1)", "'OUMUAMUA", "A\nNORAD_CAT_ID = 5", "\x1b[2J"]
)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_name_is_text_in_every_notation(name, notation):
    """No formula in a spreadsheet, no line of a message, no control character; and it comes back."""
    named = replace(read_elements(MALLIGYONG), name=np.array([name]))
    written = write_omm(named, notation)
    again = read_elements(written)
    plain = "".join(c if c.isprintable() else " " for c in name)  # JSON holds the text; the reader blanks
    assert again.norad.tolist() == [58400]
    assert again.name.tolist() == [" ".join(plain.split()) if notation == "json" else visible(name)]
    assert "\x1b" not in written
    if notation == "csv":
        cells = next(csv.DictReader(io.StringIO(written)))
        assert not cells["OBJECT_NAME"].startswith(("=", "+", "-", "@"))
        assert float(cells["BSTAR"]) == named.bstar[0]
