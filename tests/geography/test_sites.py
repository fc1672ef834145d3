"""Launch sites are found by code, name or coordinates, and doubtful names are refused with help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from downrange.earth.ellipsoid import geodesic_inverse
from downrange.errors import PlaceError
from downrange.geography.sites import find_site, same_place, sites

a_pad_km = 5.0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SOHAE", "SOHAE"),
        ("sohae", "SOHAE"),
        ("Tongchang-ri", "SOHAE"),
        ("JQ", "JQ"),
        ("Jiuquan", "JQ"),
        ("Taiyuan", "TYSC"),
        ("Baikonur", "GIK-5"),
        ("Vostochny", "VOST"),
        ("kourou", "CSG"),
        ("Naro", "NARO"),
        ("Cape Canaveral", "CC"),
        ("Tanegashima", "TNSC"),
        ("Sriharikota", "SHAR"),
        ("Plesetsk", "GIK-1"),
        ("Tonghae (Musudan-ri)", "TONGH"),
    ],
)
def test_a_site_is_found_by_what_people_call_it(text: str, code: str) -> None:
    assert find_site(text).code == code


# Pads as published elsewhere than where the table has them from (despace: github.com/wohaco/despace, spaceport.md).
@pytest.mark.parametrize(
    ("code", "lat", "lon"),
    [
        ("TYSC", 38 + 50 / 60 + 56.71 / 3600, 111 + 36 / 60 + 30.59 / 3600),  # despace, spaceports
        ("JQ", 40 + 58 / 60 + 3 / 3600, 100 + 16 / 60 + 43 / 3600),  # despace, spaceports
        ("SHAR", 13.72, 80.2303),  # despace, spaceports: 13 43 12 N 80 13 49 E
        ("GIK-1", 62 + 55 / 60 + 32.3 / 3600, 40 + 34 / 60 + 40.4 / 3600),  # Wikipedia, Plesetsk
    ],
)
def test_pads_lie_where_others_put_them(code: str, lat: float, lon: float) -> None:
    site = find_site(code)
    assert float(geodesic_inverse(site.lat_deg, site.lon_deg, lat, lon)[0]) / 1e3 < a_pad_km


def test_coordinates_are_a_site_and_share_the_history_of_the_place() -> None:
    given_site = find_site("39.66,124.705")
    assert (given_site.lat_deg, given_site.lon_deg) == (39.66, 124.705)
    assert "SOHAE" in {site.code for site in same_place(given_site)}


@pytest.mark.parametrize("text", ["95,20", "20,500", "-91,0"])
def test_a_place_off_the_earth_is_refused(text: str) -> None:
    with pytest.raises(PlaceError, match="no place on the Earth"):
        find_site(text)


@pytest.mark.parametrize(
    ("text", "code"), [("Baikonour", "GIK-5"), ("Vostochnyi", "VOST"), ("SOHAI", "SOHAE")]
)
def test_a_misspelt_name_is_refused_with_the_right_one(text: str, code: str) -> None:
    with pytest.raises(PlaceError, match=rf"nearest in spelling: .*{code}"):
        find_site(text)


def test_an_ambiguous_name_lists_the_sites_that_bear_it() -> None:
    with pytest.raises(PlaceError, match=r"several launch sites.*KLA.*Give the code"):
        find_site("Pacific")


def test_an_unknown_name_says_what_would_do() -> None:
    with pytest.raises(PlaceError, match=r"Atlantis-on-Sea.*code.*lat,lon"):
        find_site("Atlantis-on-Sea")


@given(st.text(max_size=40))
def test_any_text_is_a_site_or_a_place_error(text: str) -> None:
    try:
        site = find_site(text)
    except PlaceError:
        return
    assert -90 <= site.lat_deg <= 90
    assert -180 <= site.lon_deg <= 180


def test_the_table_is_sound() -> None:
    assert len(sites()) > 600
    assert len({site.code for site in sites()}) == len(sites())
    assert all(-90 <= site.lat_deg <= 90 and -180 <= site.lon_deg <= 180 for site in sites())
    assert all(site.error_km >= 0 and site.name and site.source for site in sites())
