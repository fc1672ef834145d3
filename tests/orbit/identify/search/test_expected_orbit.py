"""Search elements against what was found afterwards, and their covariance against draws through SGP4 itself.

Truth: first published elements in the shipped cases (18 SDS). More launches: design/search_accuracy.py.
"""

import io
import json
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files

import numpy as np
import pytest
from sgp4 import omm as sgp4_omm

from command_line import answer
from downrange.earth.instants import julian_utc, parse_utc
from downrange.geography.sites import find_site
from downrange.launch.plane.azimuth import turn_deg
from downrange.orbit.elements.element_reader import read_elements
from downrange.orbit.elements.elements import Elements
from downrange.orbit.elements.omm import write_omm
from downrange.orbit.elements.omm_keywords import covariance_record
from downrange.orbit.identify.back_propagation import back_propagate
from downrange.orbit.identify.search.expected_orbit import CLIMB_S, search_elements
from downrange.orbit.identify.search.rtn_covariance import covariance_rtn
from downrange.orbit.identify.search.search_width import carried, widths
from downrange.orbit.propagation.sgp4_states import propagate

SOHAE, LIFTOFF = find_site("SOHAE"), parse_utc("2023-11-21T13:42:28Z")
SOUTH = 180.0
STATED = search_elements(SOHAE, LIFTOFF, (96.4, 98.4), SOUTH, height_km=(480, 520), eccentricity=0.005)
NOTICES = str(files("downrange").joinpath("cases", "2023-11-21-malligyong-1", "notices"))
CHI_SQUARE_99 = 9.210  # two degrees of freedom; Abramowitz & Stegun, table 26.8
eight_percent = 0.08


def drawn(found, count: int, shrunk: float) -> Elements:
    """Element sets drawn from the covariance times ``shrunk`` squared, around the prediction."""
    spread = np.random.default_rng(1).multivariate_normal(np.zeros(6), found.covariance * shrunk**2, count).T
    e = found.elements.select(np.zeros(count, dtype=int))
    argp = np.degrees(np.arctan2(spread[5], spread[4]))
    return replace(
        e,
        inclination_deg=e.inclination_deg + spread[0],
        raan_deg=e.raan_deg + spread[1],
        mean_motion_rev_day=e.mean_motion_rev_day + spread[3],
        eccentricity=np.hypot(spread[4], spread[5]),
        argp_deg=argp,
        mean_anomaly_deg=e.mean_anomaly_deg + spread[2] - argp,
    )


def test_the_covariance_is_that_of_states_drawn_through_sgp4():
    shrunk = 0.01  # so that it is linear: 10 deg along the track are not
    e = STATED.elements
    r, v, errors = propagate(drawn(STATED, 4000, shrunk), e.epoch_jd[0], e.epoch_fraction[0])
    assert not errors.any()
    r0, v0, _ = propagate(e, e.epoch_jd[0], e.epoch_fraction[0])
    radial = r0[:, 0, 0] / np.linalg.norm(r0)
    normal = np.cross(r0[:, 0, 0], v0[:, 0, 0])
    normal /= np.linalg.norm(normal)
    axes = np.stack([radial, np.cross(normal, radial), normal])
    sampled = np.cov(np.concatenate([axes @ r[:, :, 0], axes @ v[:, :, 0]])) / shrunk**2
    ours = covariance_rtn(STATED)
    sd = np.sqrt(np.diag(ours))
    assert np.linalg.eigvalsh(ours / np.outer(sd, sd)).min() > 0
    assert np.abs((sampled - ours) / np.outer(sd, sd)).max() < eight_percent


@pytest.mark.parametrize(
    ("case", "liftoff", "height", "norad"),
    [
        ("2023-11-21-malligyong-1", "2023-11-21T13:42:28Z", (480, 520), 58400),
        ("2016-02-07-kwangmyongsong-4", "2016-02-07T00:30:00Z", (460, 510), 41332),
    ],
)
def test_the_first_elements_lie_within_the_search(case, liftoff, height, norad):
    """Both flew dog-legs: the plane is held to 99 %, as is every other element."""
    at = parse_utc(liftoff)
    found = search_elements(SOHAE, at, (96.5, 98.5), SOUTH, height_km=height)
    truth = read_elements(files("downrange").joinpath("cases", case, "elements", "after.tle").read_text())
    truth = truth.select(truth.norad == norad)
    back = back_propagate(truth, *julian_utc(at + timedelta(seconds=CLIMB_S)))
    e = found.elements
    plane = np.array(
        [
            truth.inclination_deg[0] - e.inclination_deg[0],
            float(turn_deg(e.raan_deg[0], back.node_deg[0, 0])),
        ]
    )
    assert plane @ np.linalg.solve(found.covariance[:2, :2], plane) < CHI_SQUARE_99
    along_deg = float(turn_deg(e.mean_anomaly_deg[0], back.latitude_argument_deg[0, 0]))
    assert abs(along_deg) < 2.58 * found.sd()["latitude_argument_deg"]
    assert (
        abs(truth.mean_motion_rev_day[0] - e.mean_motion_rev_day[0])
        < 2.58 * found.sd()["mean_motion_rev_day"]
    )


def test_a_later_liftoff_turns_the_node_with_the_earth_and_changes_nothing_else():
    later = search_elements(
        SOHAE, LIFTOFF + timedelta(minutes=1), (96.4, 98.4), SOUTH, height_km=(480, 520), eccentricity=0.005
    )
    turned = float(turn_deg(STATED.elements.raan_deg[0], later.elements.raan_deg[0]))
    assert turned == pytest.approx(0.2507, abs=1e-4)  # as the message tells observers
    assert later.elements.mean_anomaly_deg[0] == pytest.approx(STATED.elements.mean_anomaly_deg[0], abs=1e-9)
    assert np.allclose(later.covariance, STATED.covariance)


def test_the_search_widens_with_what_is_not_known():
    wide = search_elements(SOHAE, LIFTOFF, (90.0, 100.0), SOUTH)
    for narrow, broad in zip(widths(STATED), widths(wide), strict=True):
        assert narrow.cross_track_deg < broad.cross_track_deg
        assert narrow.early_late_min < broad.early_late_min
    assert len(wide.assumed) == 2
    assert not STATED.assumed


def test_the_plane_that_the_flattened_earth_turns_and_the_late_orbit_agree_with_sgp4():
    days = 1.0
    cloud = drawn(STATED, 2000, 0.02)
    e = STATED.elements
    r, v, _ = propagate(cloud, e.epoch_jd[0] + days, e.epoch_fraction[0])
    r, v = r[:, :, 0], v[:, :, 0]
    h = np.cross(r, v, axis=0)
    node = np.arctan2(h[0], -h[1])
    tilt = np.arccos(h[2] / np.linalg.norm(h, axis=0))
    line = np.stack([np.cos(node), np.sin(node), np.zeros_like(node)])
    u = np.arctan2((np.cross(h, line, axis=0) * r).sum(0) / np.linalg.norm(h, axis=0), (line * r).sum(0))
    sampled = np.array([np.degrees(np.std(np.unwrap(angle))) for angle in (tilt, node, u)]) / 0.02
    ours = np.sqrt(np.diag(carried(STATED, days)))[:3]
    assert np.abs(sampled / ours - 1).max() < eight_percent


@pytest.mark.parametrize("notation", ["json", "csv", "kvn", "xml"])
def test_the_message_reads_back_and_other_readers_read_it(notation):
    more = {"CREATION_DATE": "2023-11-21T12:00:00", "ORIGINATOR": "TEST"}
    text = write_omm(
        STATED.elements,
        notation,
        more=[more | covariance_record(covariance_rtn(STATED), "RTN")],
        comments=["Look here."],
    )
    again = read_elements(text)
    assert not again.defects
    assert again.raan_deg[0] == STATED.elements.raan_deg[0]
    assert again.notes == (() if notation in ("json", "csv") else ("Look here.",))
    if notation == "xml":
        fields = next(iter(sgp4_omm.parse_xml(io.StringIO(text))))
        assert float(fields["MEAN_MOTION"]) == STATED.elements.mean_motion_rev_day[0]
    if notation == "json":
        assert json.loads(text)[0]["CY_Y"] == covariance_rtn(STATED)[1, 1]
    if notation == "kvn":
        lines = text.splitlines()
        assert lines[:4] == [
            "CCSDS_OMM_VERS = 2.0", "COMMENT Look here.", "CREATION_DATE = 2023-11-21T12:00:00", "ORIGINATOR = TEST",
        ]  # fmt: skip
        triangle = [line for line in lines if line.startswith(("CX", "CY", "CZ"))]
        assert len(triangle) == 21
        assert triangle[-1].endswith(" [km**2/s**2]")
        assert triangle[6].endswith(" [km**2/s]")


def test_the_verb_gives_a_message_that_the_other_verbs_read(tmp_path):
    asked = ["search", "--site", "SOHAE", "--liftoff", "2023-11-21T13:42:28Z", "--inclination", "96.4/98.4"]
    message = answer(*asked, "--omm", "kvn").out
    path = tmp_path / "search.omm"
    path.write_text(message)
    elements = read_elements(message)
    assert np.allclose(elements.inclination_deg, 97.4)
    span = ["--start", "2023-11-21T14:00Z", "--end", "2023-11-22T14:00Z"]
    assert answer("passes", str(path), "--place", "37.57,126.98", *span, "--json").json["passes"]
    told = answer(*asked, "--json").json
    assert told["widths"][0]["hours"] == 1.5
    assert read_elements(told["omm"]).raan_deg[0] == elements.raan_deg[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--inclination", "50/52"], "nothing shows which"),
        (["--inclination", "97/98", "--height", "520/480"], "the lower bound first"),
        (["--inclination", "97/98", "--height", "low"], "not an interval of heights"),
        (["--inclination", "97/98", "--omm", "yaml"], "no notation 'yaml'"),
        (["--inclination", "50/52", "--heading", "up"], "not a heading"),
    ],
)
def test_what_cannot_be_answered_is_said(words, says):
    told = answer("search", "--site", "SOHAE", "--liftoff", "2023-11-21T13:42:28Z", *words)
    assert told.code == 2
    assert says in told.err
