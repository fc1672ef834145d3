"""Every public function refuses numbers, times and sizes that make no sense: by code, never in silence, never raw.

The cases are made from the signatures of `downrange.api`: each parameter is of a kind (`KIND_OF`), each kind has bad
values, and a function or parameter that is not listed fails. Columns of results carry an error code beside each row
instead: there the row must be marked.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

import numpy as np
import pytest
import shapely

from downrange import api
from downrange.case.case_reader import SHIPPED
from downrange.errors import DownrangeError

CASE = SHIPPED / "2023-11-21-malligyong-1"
NAN, INF = float("nan"), float("inf")
START = datetime(2023, 11, 27, tzinfo=UTC)
WINDOW = (datetime(2023, 11, 21, 13, tzinfo=UTC), datetime(2023, 11, 21, 15, tzinfo=UTC))
DEGREES_OUT = (NAN, INF, -INF, 91.0, -91.0, 1000.0)
TIMES = (datetime(2023, 11, 27), datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC),
         datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), datetime(1, 1, 1))  # fmt: skip
COLUMNS = ("inclination_deg", "eccentricity", "mean_motion_rev_day", "raan_deg", "argp_deg", "mean_anomaly_deg",
           "bstar", "ndot", "nddot", "epoch_jd", "epoch_fraction")  # fmt: skip


@cache
def elements() -> Any:
    """Two sets of one object."""
    return api.read_elements(CASE / "elements" / "58400.tle").select(slice(0, 2))


def bad_elements() -> Iterator[Any]:
    """Sets in which one number is none, is out of range, or a column has another length."""
    good = elements()
    for column in COLUMNS:
        for value in (NAN, INF):
            yield replace(good, **{column: np.array([getattr(good, column)[0], value])})
    yield replace(good, eccentricity=np.array([0.001, 1.0]))
    yield replace(good, eccentricity=np.array([0.001, -0.1]))
    yield replace(good, mean_motion_rev_day=np.array([15.0, 0.0]))
    yield replace(good, inclination_deg=np.array([97.0, 181.0]))
    yield replace(good, inclination_deg=np.array([97.0]))
    yield replace(good, norad=np.array([[58400, 58400]]))
    yield replace(good, epoch_jd=np.array([2460275.5, 1e9]))


@cache
def history() -> Any:
    return next(iter(api.histories(elements())))


def bad_histories() -> Iterator[Any]:
    for one in bad_elements():
        yield replace(history(), elements=one)


def bad_areas() -> Iterator[Any]:
    ring = np.array([[38.0, 38.0, 37.0], [124.0, 125.0, 124.0]])
    for value in DEGREES_OUT:
        wrong = ring.copy()
        wrong[0, 1] = value
        yield wrong
        yield api.Area("polygon", vertices=tuple(map(tuple, wrong.T.tolist())))
        yield api.Area("circle", center=(value, 124.0), radius_nm=5.0)
        yield api.Area("corridor", line=((38.0, 124.0), (value, 124.0)), halfwidth_nm=5.0)
        yield api.Area("box", lat=(37.0, value), lon=(124.0, 125.0))
    for value in (NAN, INF, -5.0, 1e9):
        yield api.Area("circle", center=(38.0, 124.0), radius_nm=value)
        yield api.Area("ellipse", center=(38.0, 124.0), semi_axes_nm=(9.0, value), azimuth_deg=0.0)
        yield api.Area("corridor", line=((38.0, 124.0), (37.0, 124.0)), halfwidth_nm=value)
    yield api.Area("ellipse", center=(38.0, 124.0), semi_axes_nm=(9.0, 5.0), azimuth_deg=NAN)
    yield ring[:, :2]
    yield ring.T
    yield np.array([38.0, 124.0])


def good_place(lat: float = 39.0, lon: float = 125.0, alt: float = 0.0) -> Any:
    return api.GroundPlace("here", lat, lon, alt)


def span() -> dict[str, Any]:
    return {"elements": elements(), "start": START, "end": START + timedelta(hours=1)}


def windows() -> Iterator[Any]:
    yield api.Window(datetime(1960, 1, 1, tzinfo=UTC), WINDOW[1])
    yield api.Window(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


# What is put in for a parameter, by its kind: anything here must be refused.
BAD: dict[str, Callable[[], Any]] = {
    "elements": bad_elements,
    "history": bad_histories,
    "time": lambda: TIMES,
    "latitudes": lambda: [*DEGREES_OUT, [0.0, NAN], [[1.0], [91.0]]],
    "longitudes": lambda: [NAN, INF, -INF, [0.0, NAN]],
    "track": lambda: [[0.0, NAN, 2.0], [0.0, INF, 2.0], [0.0, 1.0], [[0.0, 1.0, 2.0]], 1.0],
    "days": lambda: [NAN, INF, 0.0, 1e9, [[2460275.5, 1.0]], [NAN, 2460275.5]],
    "off nadir": lambda: [NAN, INF, 0.0, -5.0, 90.0],
    "elevation": lambda: [NAN, INF, 91.0, -91.0],
    "dut1": lambda: [NAN, INF, -INF, 2.0],
    "step": lambda: [NAN, INF, 0.0, -1.0, 1e-9],
    "grid": lambda: [NAN, INF, 0.0, -1.0, 1e-9, 91.0],
    "grid of points": lambda: [NAN, INF, -1.0],
    "points": lambda: [([NAN], [0.0]), ([200.0], [0.0]), ([0.0], [INF]), ([], []), ([0.0, 1.0], [0.0]), [0.0, 1.0],
                       (np.zeros(30_000), np.zeros(30_000))],
    "areas": lambda: [[area] for area in bad_areas()],
    "area": lambda: [area for area in bad_areas() if isinstance(area, api.Area)],
    "vectors": lambda: [np.zeros(4), np.zeros((3, 2, 2)), np.zeros((2, 3)), 1.0],
    "beta": lambda: [np.ones(5), np.ones((2, 2))],
    "seconds": lambda: [NAN, INF, -1.0, 1e12],
    "accuracy": lambda: [NAN, INF, 0.0, -1.0],
    "wind": lambda: [[[0.0, 1.0], [NAN, 0.0], [0.0, 0.0]], [[0.0, 1.0]], [[1.0, 0.0], [0.0, 0.0], [0.0, 0.0]]],
    "threshold": lambda: [NAN, INF, 0.0, -1.0],
    "decimals": lambda: [-1, 7, 1.5, 10**9],
    "year": lambda: [-1, 0, 10**9, 2023.5, NAN],
    "interval": lambda: [(NAN, 98.0), (98.0, 97.0), (-1.0, 97.0), (97.0, 181.0), (97.0,), (INF, INF)],
    "heights": lambda: [(NAN, 500.0), (500.0, 400.0), (0.0, 500.0), (400.0, 1e9), (400.0,)],
    "direction": lambda: [NAN, INF, 1000.0],
    "eccentricity": lambda: [NAN, INF, -0.1, 1.0],
    "window": lambda: list(windows()),
    "geojson": lambda: [{"type": "Point", "coordinates": [NAN, 0.0]}, {"type": "Point", "coordinates": [0.0, 91.0]},
                        {"type": "Point", "coordinates": [1e9, 0.0]}, {"type": "Point"}, {}, 5],
    "shape": lambda: [shapely.Point(0.0, 0.0), shapely.Polygon(), shapely.box(0.0, 0.0, 1e6, 1e6)],
    # Not numbers: names, nouns that check themselves (below), texts with tests of their own, executors, callbacks.
    "": lambda: [],
}  # fmt: skip


SPAN = {"start": "time", "end": "time", "dut1_s": "dut1", "elements": "elements"}
LIMITS = {"max_off_nadir_deg": "off nadir", "min_sun_deg": "elevation"}
# function: (a good call, the kind of each parameter)
FUNCTIONS: dict[str, tuple[Callable[[], dict[str, Any]], dict[str, str]]] = {
    "area_points": (lambda: {"area": shapely.box(0.0, 0.0, 1.0, 1.0)}, {"area": "shape", "step_deg": "grid"}),
    "area_ring": (lambda: {"area": api.Area("circle", center=(38.0, 124.0), radius_nm=5.0)}, {"area": "area"}),
    "brief_files": (dict, {"brief": ""}),
    "brief_of": (dict, {"case": "", "draws": "", "kept": ""}),
    "closest_approach": (lambda: {**span(), "place": good_place()}, {**SPAN, "place": ""}),
    "coverage": (
        lambda: {**span(), "points": ([39.0], [125.0])},
        {**SPAN, **LIMITS, "points": "points", "grid_deg": "grid of points", "progress": ""},
    ),
    "debris_of": (dict, {"request": ""}),  # a request, which checks itself
    "detect_manoeuvres": (lambda: {"history": history()}, {"history": "history", "threshold": "threshold"}),
    "drop": (
        lambda: {"r_ecef_m": [6478e3, 0.0, 0.0], "v_ecef_m_s": [0.0, 0.0, 0.0], "beta_kg_m2": 100.0,
                 "air": api.standard_sky()},
        {"r_ecef_m": "vectors", "v_ecef_m_s": "vectors", "beta_kg_m2": "beta", "air": "", "longest_s": "seconds",
         "accuracy": "accuracy"},
    ),
    "find_passes": (
        lambda: {**span(), "places": [good_place()]},
        {**SPAN, "places": "", "min_elevation_deg": "elevation"},
    ),
    "find_place": (lambda: {"name": "Vienna"}, {"name": "", "country": ""}),
    "find_site": (lambda: {"text": "SOHAE"}, {"text": ""}),
    "forecast_decay": (
        lambda: {"history": history(), "as_of": START},
        {"history": "history", "as_of": "time", "weather": "", "assume_passive": ""},
    ),
    "format_utc": (lambda: {"t": START}, {"t": "", "decimals": "decimals"}),
    "grid_points": (lambda: {"step_deg": 30.0}, {"step_deg": "grid"}),
    "ground_track": (lambda: span(), {**SPAN, "step_s": "step"}),
    "histories": (lambda: {"elements": elements()}, {"elements": "elements"}),
    "identify": (
        lambda: {"before": elements(), "after": elements(), "site": api.find_site("SOHAE"),
                 "window": api.Window(*WINDOW)},
        {"before": "elements", "after": "elements", "site": "", "window": "window", "inclination": "interval",
         "launches": "", "designators": ""},
    ),
    "imaging_windows": (lambda: {**span(), "places": [good_place()]}, {**SPAN, **LIMITS, "places": ""}),
    "is_land": (lambda: {"lat_deg": 39.0, "lon_deg": 125.0}, {"lat_deg": "latitudes", "lon_deg": "longitudes"}),
    "last_places": (dict, {"history": "", "forecast": "", "weather": ""}),
    "launch_plane": (
        lambda: {"site": api.find_site("SOHAE"), "areas": [np.array([[38.0, 38.0, 37.0], [124.0, 125.0, 124.0]])]},
        {"site": "", "areas": "areas", "liftoff": "time", "window": "", "use_history": "", "aside": "",
         "against": "", "opens": "time"},
    ),
    "newcomers": (lambda: {"before": elements(), "after": elements()}, {"before": "elements", "after": "elements"}),
    "parse_utc": (lambda: {"text": "2023-11-27T00:00Z"}, {"text": ""}),
    "propagate": (
        lambda: {"elements": elements(), "jd": 2460275.5, "fraction": 0.0},
        {"elements": "elements", "jd": "days", "fraction": "longitudes"},
    ),
    "read_case": (lambda: {"name_or_folder": CASE.name}, {"name_or_folder": ""}),
    "read_elements": (lambda: {"given": CASE / "elements" / "58400.tle"}, {"given": ""}),
    "read_notices": (
        lambda: {"text": (CASE / "notices" / "B4525-23.txt").read_text(encoding="utf-8")},
        {"text": "", "year": "year"},
    ),
    "read_space_weather": (dict, {"text": ""}),
    "screen_manoeuvres": (lambda: {"elements": elements()}, {"elements": "elements", "executor": "", "done": ""}),
    "search_elements": (
        lambda: {"site": api.find_site("SOHAE"), "liftoff": WINDOW[0], "inclination_deg": (97.0, 98.0),
                 "near_deg": 190.0},
        {"site": "", "liftoff": "time", "inclination_deg": "interval", "near_deg": "direction",
         "height_km": "heights", "eccentricity": "eccentricity"},
    ),
    "shipped_cases": (dict, {}),
    "standard_sky": (dict, {"wind": "wind"}),
    "territories": (dict, {}),
    "territories_overflown": (
        lambda: {"lat_deg": [38.0, 38.5, 39.0], "lon_deg": [125.0, 125.0, 125.0], "after_s": [0.0, 1.0, 2.0]},
        {"lat_deg": "track", "lon_deg": "track", "after_s": "track", "waters": ""},
    ),
    "territories_under": (
        lambda: {"geometry_geojson": {"type": "Point", "coordinates": [125.0, 39.0]}},
        {"geometry_geojson": "geojson", "waters": ""},
    ),
    "write_omm": (lambda: {"elements": elements()},
                  {"elements": "elements", "notation": "", "more": "", "comments": ""}),
    "write_parquet": (lambda: {"elements": elements()}, {"elements": "elements"}),
    "write_tle": (lambda: {"elements": elements()}, {"elements": "elements"}),
}  # fmt: skip
CASES = [
    (name, parameter, number)
    for name, (_, kinds) in FUNCTIONS.items()
    for parameter, kind in kinds.items()
    for number in range(len(list(BAD[kind]())))
]


def test_every_function_and_parameter_is_of_a_kind() -> None:
    """A new function, or a new parameter of an old one, is put into the table before this passes again."""
    functions = {name: getattr(api, name) for name in api.__all__}
    functions = {name: each for name, each in functions.items() if not inspect.isclass(each)}
    assert set(functions) == set(FUNCTIONS)
    for name, function in functions.items():
        assert set(inspect.signature(function).parameters) == set(FUNCTIONS[name][1]), name


@pytest.mark.parametrize("name", [name for name, (call, kinds) in FUNCTIONS.items() if any(kinds.values())])
def test_the_good_call_is_answered(name: str) -> None:
    getattr(api, name)(**FUNCTIONS[name][0]())


@pytest.mark.parametrize(("name", "parameter", "number"), CASES)
def test_a_value_that_makes_no_sense_is_refused_by_code(name: str, parameter: str, number: int) -> None:
    call, kinds = FUNCTIONS[name]
    bad = list(BAD[kinds[parameter]]())[number]
    with pytest.raises(DownrangeError) as refused:
        getattr(api, name)(**{**call(), parameter: bad})
    assert "." in str(refused.value.code)
    assert "nan" not in repr(refused.value.code)


def test_a_body_that_is_no_number_is_marked_and_harms_no_other() -> None:
    r = np.array([[6478e3, NAN, 6478e3, INF], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    v = np.zeros((3, 4))
    found = api.drop(r, v, [100.0, 100.0, NAN, 100.0], api.standard_sky())
    assert found.failed[0] == 0
    assert (found.failed[1:] != 0).all()
    alone = api.drop(r[:, :1], v[:, :1], 100.0, api.standard_sky())
    assert found.lat_deg[0] == alone.lat_deg[0]


NOUNS: dict[str, Callable[[Any], Any]] = {
    "a place's latitude": lambda x: good_place(lat=x),
    "a place's longitude": lambda x: good_place(lon=x),
    "a place's height": lambda x: good_place(alt=x),
    "a site's latitude": lambda x: api.Site("X", "X", "", x, 0.0, 0.0, "test"),
    "a site's longitude": lambda x: api.Site("X", "X", "", 0.0, x, 0.0, "test"),
    "samples": lambda x: api.Draws(samples=x),
    "seed": lambda x: api.Draws(seed=x),
    "a window's start": lambda x: api.Window(x, START),
}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_checks_itself(noun: str) -> None:
    times = noun == "a window's start"
    for value in (datetime(2023, 11, 1), START + timedelta(1)) if times else (NAN, INF, -INF, -1e9, 1e30):
        with pytest.raises(DownrangeError):
            NOUNS[noun](value)


def test_work_without_bound_is_refused_with_its_size() -> None:
    years = {**span(), "start": datetime(1950, 1, 1, tzinfo=UTC), "end": datetime(2150, 1, 1, tzinfo=UTC)}
    for function, more in (
        (api.find_passes, {"places": [good_place()]}),
        (api.imaging_windows, {"places": [good_place()]}),
        (api.coverage, {"points": ([39.0], [125.0])}),
        (api.closest_approach, {"place": good_place()}),
        (api.ground_track, {}),
    ):
        with pytest.raises(DownrangeError, match=r"positions of one object|about [\d,]+ "):
            function(**years, **more)
    many = [good_place(lon=float(lon)) for lon in np.linspace(-179, 179, 4_000)]
    with pytest.raises(DownrangeError, match=r"about 2[\d,]+ revolutions"):
        api.find_passes(**{**span(), "end": START + timedelta(days=366)}, places=many)
