"""The verdict: whether areas and history determine the plane, and why, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from downrange.launch.plane.azimuth import turn_deg
from downrange.launch.plane.corridor import Zone
from downrange.launch.plane.likelihood import Testimony
from downrange.launch.plane.posterior import BIN_DEG, Answer
from downrange.launch.plane.site_history import History

WIDEST_DEG = 8.0
MOST_DISAGREEMENT_DEG = 6.0  # between areas that show a straight flight
MOST_BEND_DEG = 12.0  # that a known habit may explain
FEWEST_PAST = 5
FEWEST_LIKE, LIKE_DEG = 2.0, 1.0  # launches of this site, counted by recency, into the plane that is named
DUE_EAST_DEG = 15.0  # courses this near to due east begin most launches that turn their plane in high orbits
TRANSFER_DEG = 8.0  # and this near, nearly all of them: the plane of such an ascent is not the one to report
DISPUTE_DEG = 5.0  # between the plane that areas point at and the one that history adds up to
POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the verdict looks at. `past` is None where history was switched off.

    `unrepeated` is the answer before any look at whether an earlier launch used the same drop zones.
    """

    zones: tuple[Zone, ...]
    said: Testimony | None
    answer: Answer
    unrepeated: Answer
    geometry: Answer
    past: History | None
    aside: tuple[str, ...]


def geometry_determines(evidence: Evidence) -> bool:
    """Whether the areas alone give the plane: a narrow interval, from areas that agree, and not due east."""
    return (
        evidence.said is not None
        and not _due_east(evidence.said, DUE_EAST_DEG)
        and evidence.geometry.inclination_deg.width_deg <= WIDEST_DEG
        and evidence.said.disagreement_deg <= MOST_DISAGREEMENT_DEG
    )


def judge(evidence: Evidence) -> tuple[bool, tuple[str, ...]]:
    """Whether the plane is determined, and the reasons: what failed first, then what was seen.

    Determined is a plane whose 90 % interval is no wider than 8 deg, with and without a look at drop zones
    used before; that the site has flown, by two recent launches at least of five or more; that the areas alone
    allow; and whose areas show no bend above 12 deg (without history 6), nor a course due east.
    """
    against = _against(evidence)
    speakers = (_course_in_words, _geometry_in_words, _history_in_words, _dispute_in_words, _east_in_words)
    seen = [words for speaker in speakers if (words := speaker(evidence))]
    return not against, (*against, *seen, *evidence.aside)


def _against(evidence: Evidence) -> list[str]:
    answer = evidence.answer.inclination_deg
    if evidence.said is None:
        return ["Not determined: no area shows a course."]
    against = []
    if answer.width_deg > WIDEST_DEG:
        against.append(
            f"Not determined: nine chances in ten lie between {answer.p05:.1f} and {answer.p95:.1f} deg, "
            f"{answer.width_deg:.0f} deg apart; more than {WIDEST_DEG:.0f} is too wide to name a plane."
        )
    if _due_east(evidence.said, TRANSFER_DEG):
        against.append(
            f"Not determined: the course lies within {TRANSFER_DEG:.0f} deg of due east, as of launches that turn "
            f"their plane later, on the way to high orbits."
        )
    most_bend = MOST_DISAGREEMENT_DEG if evidence.past is None else MOST_BEND_DEG
    if evidence.said.disagreement_deg > most_bend:
        against.append(
            f"Not determined: the areas show a bend of {evidence.said.disagreement_deg:.0f} deg, and nothing says "
            f"where the turning ends."
        )
    return against + (_against_history(evidence, evidence.past) if evidence.past is not None else [])


def _against_history(evidence: Evidence, past: History) -> list[str]:
    answer, geometry = evidence.answer.inclination_deg, evidence.geometry.inclination_deg
    against = []
    if len(past.planes) < FEWEST_PAST:
        only = f"only {_launches(len(past.planes))}" if past.planes else "no earlier launch"
        against.append(
            f"Not determined: {only} from this site into low orbit to compare with; {FEWEST_PAST} are asked for."
        )
    elif past.n_like(answer.median, LIKE_DEG) < FEWEST_LIKE:
        against.append(
            f"Not determined: this site has hardly flown {answer.median:.1f} deg before, so its history does not "
            f"bear the answer out."
        )
    if answer.width_deg <= WIDEST_DEG < evidence.unrepeated.inclination_deg.width_deg:
        against.append(
            "Not determined: only that an earlier launch used the same drop zones speaks for this plane; drop "
            "zones are also used again for another one."
        )
    if not geometry.holds(answer.median):
        against.append(
            f"Not determined: what this site usually flies ({answer.median:.1f} deg) lies outside what the "
            f"areas alone allow ({geometry.p05:.1f} to {geometry.p95:.1f} deg)."
        )
    return against


def _course_in_words(evidence: Evidence) -> str:
    said = evidence.said
    if said is None:
        return ""
    shown = list(said.courses_deg) + ([said.bearing_deg] if said.bearing_deg is not None else [])
    heading = POINTS[round(said.line_deg / 45) % 8]
    if said.disagreement_deg > MOST_DISAGREEMENT_DEG:
        turning = " -> ".join(f"{course:.0f}" for course in shown)
        end = " (the last is how the last area itself points)" if said.bearing_deg is not None else ""
        return f"The areas show a flight {heading}, on courses {turning} deg among the stars{end}."
    if len(evidence.zones) > 1:
        return (
            f"The {len(evidence.zones)} areas show a straight flight {heading}: they agree within "
            f"{said.disagreement_deg:.1f} deg."
        )
    if said.bearing_deg is None:
        return f"The one area lies {heading} and is not long enough to point anywhere."
    return (
        f"The one area lies {heading} and is drawn along the flight, within {said.disagreement_deg:.1f} deg."
    )


def _geometry_in_words(evidence: Evidence) -> str:
    geometry = evidence.geometry.inclination_deg
    if evidence.said is None:
        return ""
    verb = "determine" if geometry_determines(evidence) else "do not determine"
    return (
        f"The areas alone {verb} the plane: {geometry.p05:.1f} to {geometry.p95:.1f} deg; "
        f"{geometry.median:.1f} if it flew on as at the last area."
    )


def _history_in_words(evidence: Evidence) -> str:
    past = evidence.past
    if past is None:
        return "The site's history is switched off."
    if not past.planes:
        return "No earlier launch from this site into low orbit is known."
    latest = sorted(past.planes, key=lambda plane: plane.day)[-3:]
    flown = ", ".join(f"{plane.inclination_deg:.1f} ({plane.day.year})" for plane in latest)
    count = _launches(len(past.planes))
    words = f"History: {count} from this site into low orbit; the latest flew {flown} deg."
    geometry = evidence.geometry.inclination_deg
    if evidence.said is not None and not any(geometry.holds(plane.inclination_deg) for plane in past.planes):
        words += (
            " None of them lies where these areas point: either the vehicle turns after the last area, or it flies "
            "a new plane."
        )
    return words


def _dispute_in_words(evidence: Evidence) -> str:
    """Where areas and history name different planes: the chance of either, for a new plane hides there."""
    shown, named = evidence.geometry.inclination_deg.median, evidence.answer.inclination_deg.median
    if evidence.said is None or evidence.past is None or abs(named - shown) <= DISPUTE_DEG:
        return ""
    middles = (np.arange(len(evidence.answer.histogram)) + 0.5) * BIN_DEG
    with_areas = float(np.array(evidence.answer.histogram) @ (abs(middles - shown) < abs(middles - named)))
    return (
        f"Areas and history do not name the same plane: the areas point at {shown:.1f} deg, and with the site's "
        f"history {named:.1f} is likelier; the chance that it is nearer to where the areas point is "
        f"{with_areas:.0%}."
    )


def _east_in_words(evidence: Evidence) -> str:
    if evidence.said is None or not _due_east(evidence.said, DUE_EAST_DEG):
        return ""
    return (
        "The course is near due east, as launches to high orbits begin: this is the plane of the ascent, and the "
        "final one may be another."
    )


def _due_east(said: Testimony, within_deg: float) -> bool:
    return abs(float(turn_deg(90.0, said.line_deg))) <= within_deg


def _launches(number: int) -> str:
    return f"{number} earlier launch{'es' if number > 1 else ''}"
