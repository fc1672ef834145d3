"""Receipts: for each part of a brief, how its figures were made and from which files."""

from collections.abc import Mapping
from typing import Any

from downrange import __version__
from downrange.case.case_model import Case

METHODS = {
    "case": ("What the case states", "Figures of case.toml, as claimed by those named there."),
    "notices": (
        "Reading the notices",
        "Strict reader: each word is used, ignored by name, or shown as unread. Sizes and distances are geodesic on "
        "WGS84; an area's place is its centre of gravity. Territories: Natural Earth; waters: distance from shore.",
    ),
    "plane": (
        "The plane from the areas",
        "Posterior over the inertial course: areas and their long axes as witnesses with heavy tails, Earth rotation "
        "taken out, past launches of the site (GCAT) as a prior; the geometry alone always beside it.",
    ),
    "fall": (
        "The falls",
        "Ballistic fall (air as under settings, J2, rotating WGS84 Earth) from a stated burn-out state; the "
        "speed and heading of each draw are solved so that it lands where the notice or the press says. "
        "Failures: drawn over an ensemble of ascents fitted to the same falls (randomised maximum likelihood), "
        "moments near land more often (importance sampling), every piece dropped by the same kernel.",
    ),
    "identify": (
        "Identification",
        "Candidates are the numbers new in the second snapshot; each reason is a log-likelihood ratio (plane over "
        "the site, age in revolutions, phase, epoch, inclination, shape). Designators are not read.",
    ),
    "elements": (
        "Element sets",
        "Mean elements (SGP4, WGS72) as published; heights over the equatorial radius; the local time of the node "
        "is true solar time.",
    ),
    "manoeuvres": (
        "Manoeuvres",
        "Steps of the mean semi-major axis that drag did not make, over the noise around them, and turns of the "
        "plane; between sets weeks apart, raises in sum. The probability is the share of real ones among such "
        "findings on satellites whose operators publish theirs.",
    ),
    "decay": (
        "The way down",
        "Mean motion carried under drag with a ballistic coefficient fitted to the history and to the thermosphere "
        "of its days; the interval is from forecasts of objects whose end is known.",
    ),
    "passes": (
        "Passes",
        "SGP4 (WGS72) from the element set nearest in time, TEME to the Earth by GMST 1982 with UT1 = UTC, WGS84 "
        "horizon without refraction. Off-nadir angle and Sun at the highest point of the pass.",
    ),
    "checks": (
        "Checks by physics",
        "Closest approach of the point below the satellite to the place, and the height of the Sun there.",
    ),
}


def files_behind(case: Case) -> dict[str, tuple[str, ...]]:
    """The files of the case on which each part of a brief stands."""
    notices = tuple(notice.file for notice in case.notices)
    elements = case.orbit.files if case.orbit else ()
    return {
        "case": ("case.toml",),
        "notices": notices,
        "plane": (*notices, "case.toml"),
        "fall": (*notices, "case.toml", *((case.air.profile,) if case.air and case.air.profile else ())),
        "identify": (case.identify.before, case.identify.after) if case.identify else (),
        "elements": elements,
        "manoeuvres": elements,
        "decay": elements,
        "passes": (*elements, "places.csv"),
        "checks": ("claims.toml", *elements),
    }


def receipt(case: Case, part: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """How one part was made: the method, the version, the files with their fingerprints, what was chosen."""
    title, method = METHODS[part]
    return {
        "title": title,
        "method": method,
        "downrange": __version__,
        "inputs": [
            {"file": file, "sha256": case.sha256[file]}
            for file in files_behind(case)[part]
            if file in case.sha256
        ],
        "settings": dict(settings),
    }
