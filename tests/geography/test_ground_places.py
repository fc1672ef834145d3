"""Places are read strictly: whole or with an error that names the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.errors import PlaceError
from downrange.geography.ground_places import GroundPlace, parse_place, read_places


def test_a_place_as_text() -> None:
    assert parse_place(" 38.8977, -77.0365 ") == GroundPlace("38.8977, -77.0365", 38.8977, -77.0365)
    assert parse_place("-33.9,151.2,58").alt_m == 58
    assert parse_place("0,350").lon_deg == -10


@pytest.mark.parametrize(
    "text", ["", "1", "1,2,3,4", "91,0", "0,361", "a,b", "nan,0", "1e1,0", "0,0,99999", "1,"]
)
def test_no_place(text: str) -> None:
    with pytest.raises(PlaceError, match=r"lat,lon|no latitude|no longitude|no height"):
        parse_place(text)


def test_csv_with_header_comments_and_quotes() -> None:
    places = read_places(
        '\ufeffname,lat,lon,alt_m,why\n# a remark\n\n"Naha, Okinawa",26.2124,127.6809,5,J-Alert\n'
    )
    assert places == (GroundPlace("Naha, Okinawa", 26.2124, 127.6809, 5.0, "J-Alert"),)


def test_csv_without_header_and_with_columns_in_another_order() -> None:
    assert read_places("Rome,41.9,12.5\n") == (GroundPlace("Rome", 41.9, 12.5),)
    assert read_places("lat,lon,name\n41.9,12.5,Rome") == (GroundPlace("Rome", 41.9, 12.5),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,lat,lon\nRome,41.9,12.5\nParis,north,2\n", r"places\.csv, line 3"),
        ("name,lat,lon\nRome,41.9\n", "line 2"),
        ("name,lat,lon\n,41.9,12\n", "no name"),
        ("name,lat,altitude\nRome,41.9,12\n", "altitude"),
        ("name,lat,lat\nRome,41.9,12\n", "lacks or repeats"),
        ("Rome,1,2,3,why,more\n", "6 cells"),
        ('name,lat,lon\n"Rome,41.9,12\n', "no CSV"),
        ("name,lat,lon\n", "no places"),
    ],
)
def test_errors_name_the_line_or_the_fault(text: str, says: str) -> None:
    with pytest.raises(PlaceError, match=says):
        read_places(text, where="places.csv")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        places = read_places(text)
    except PlaceError:
        return
    assert all(-90 <= p.lat_deg <= 90 and -180 <= p.lon_deg <= 180 and p.name for p in places)
