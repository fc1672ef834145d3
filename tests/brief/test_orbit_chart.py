"""The picture of an orbit's history: what it draws stands where its figures say, and is drawn only from sets."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from downrange.answers.brief import brief_part
from downrange.answers.requests import BriefRequest
from downrange.brief.drawn.orbit_chart import HEIGHTS_FOOT, LEFT, RIGHT, WIDTH, draw_history
from downrange.brief.quoted_values import value_at
from downrange.case.case_reader import read_case
from downrange.earth.instants import parse_utc

REQUEST = BriefRequest(case=read_case("2023-11-21-malligyong-1"))
a_tenth = 0.1  # of a picture unit, as printed


@pytest.fixture(scope="module")
def orbit() -> dict[str, Any]:
    return {**brief_part(REQUEST, "elements"), "manoeuvres": brief_part(REQUEST, "manoeuvres")}


def parts(svg: str, tag: str, style: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    found = root.iter("{http://www.w3.org/2000/svg}" + tag)
    return [part for part in found if style in (part.get("class") or "").split()]


def test_dots_stand_at_their_days_and_heights(orbit: dict[str, Any]) -> None:
    """Between two level lines and two dates of the picture itself, by plain proportion."""
    svg = draw_history(orbit, 58400)
    dots = [(float(d.get("cx", "")), float(d.get("cy", ""))) for d in parts(svg, "circle", "perigee")]
    levels = {
        float(text.text.split()[0].replace(",", "")): float(text.get("y", "")) - 3.6
        for text in parts(svg, "text", "figure")
        if text.text and text.text.endswith("km")
    }
    low, high = min(levels), max(levels)
    days = [parse_utc(row["epoch"]).timestamp() for row in orbit["sets"]]
    assert len(dots) == len(days)
    for (x, y), day, row in zip(dots, days, orbit["sets"], strict=True):
        height = low + (levels[low] - y) / (levels[low] - levels[high]) * (high - low)
        assert height == pytest.approx(row["perigee_km"], abs=2 * a_tenth)
        share = (x - dots[0][0]) / (dots[-1][0] - dots[0][0])
        assert share == pytest.approx((day - days[0]) / (days[-1] - days[0]), abs=0.001)
        assert LEFT <= x <= WIDTH - RIGHT
        assert y <= HEIGHTS_FOOT


def test_bands_run_between_the_sets_around_a_burn(orbit: dict[str, Any]) -> None:
    svg = draw_history(orbit, 58400)
    at = {row["epoch"]: d for row, d in zip(orbit["sets"], parts(svg, "circle", "apogee"), strict=True)}
    bands = parts(svg, "rect", "burn")
    assert len(bands) == len(orbit["manoeuvres"]["manoeuvres"]) > 0
    for band in bands:
        one = value_at({"orbit": orbit}, band.get("data-path", ""))
        x, width = float(band.get("x", "")), float(band.get("width", ""))
        assert x == pytest.approx(float(at[one["after"]].get("cx", "")), abs=a_tenth)
        assert x + width == pytest.approx(float(at[one["before"]].get("cx", "")), abs=2 * a_tenth)


def test_too_little_is_not_drawn(orbit: dict[str, Any]) -> None:
    assert draw_history(orbit, 12345) == ""
    assert draw_history({**orbit, "sets": orbit["sets"][:2]}, 58400) == ""
    assert draw_history({**orbit, "sets": [orbit["sets"][0]] * 4}, 58400) == ""  # one moment, four times


def test_midnight_does_not_tear_the_curve_of_the_node(orbit: dict[str, Any]) -> None:
    hours = [23.7, 23.9, 0.1, 0.3]
    rows = [{**row, "local_time_of_node_h": h} for row, h in zip(orbit["sets"][:4], hours, strict=True)]
    svg = draw_history({"sets": rows, "manoeuvres": None}, 58400)
    heights = [float(dot.get("cy", "")) for dot in parts(svg, "circle", "node")]
    assert heights == sorted(heights, reverse=True)  # later and later, all the way
    assert not re.search("nan|inf", svg)


def test_verdict_of_life_is_that_of_the_manoeuvres(orbit: dict[str, Any]) -> None:
    """Three raises in sum are in the shipped sets: 2024-02, 2024-05 to 07, 2024-08 to 2025-02."""
    steered = orbit["manoeuvres"]
    assert [one["after"][:7] for one in steered["manoeuvres"]] == ["2024-02", "2024-05", "2024-08"]
    assert all(one["dv_m_s"] > 1 for one in steered["manoeuvres"])
    assert steered["alive"]["verdict"] == "was steered"
