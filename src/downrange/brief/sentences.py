"""Words: the sentences of a brief, for a reader in a hurry. Figures are quoted by their place (see `numbers`)."""

from collections.abc import Mapping
from typing import Any

Brief = Mapping[str, Any]
AS_GOOD = 0.95  # of the best score: an object that fits like this is named beside the best


def answers(brief: Brief) -> list[dict[str, str]]:
    """The questions everybody asks of a launch, each with one honest sentence and where to read on."""
    told = [
        ("What was announced?", _announced(brief), "notices"),
        ("Which plane?", _plane(brief), "plane"),
        ("What falls, and when?", _falls(brief), "fall"),
        ("Did it reach orbit?", _reached(brief), "object"),
        *([("Is it steered?", _steered(brief), "manoeuvres")] if brief["orbit"]["manoeuvres"] else []),
        ("Is it overhead?", _overhead(brief), "passes"),
        ("Who says so?", _said(brief), "claims"),
    ]
    return [{"question": question, "says": says, "see": see} for question, says, see in told]


def remarks(brief: Brief) -> list[str]:
    """What a reader of the notices must know about their windows."""
    launch = brief["launch"]
    if launch["liftoff"] == "window":
        return [
            "The window of lift-off runs from [/launch/window/0|moment] to [/launch/window/1|moment], by "
            f"{launch['time_by']}. Times are counted from lift-off until its instant is known."
        ]
    if launch["liftoff"] == "unknown":
        return ["No time of lift-off is known: times are counted from it."]
    if launch["minutes_before_window"] is None:
        return []
    by = launch["window_by"] or "the earliest notice"
    early = launch["minutes_before_window"]
    if early > 0:
        return [
            f"By {by} the window opened at [/launch/window_opens|moment]. The launch, at [/launch/time|moment] by "
            f"{launch['time_by']}, came [/launch/minutes_before_window|.1f] minutes before it: an area is to be "
            "watched from the day it is announced."
        ]
    return [
        f"By {by} the window opened at [/launch/window_opens|moment]; the launch came inside or after it."
    ]


def map_caption(brief: Brief) -> str:
    """What the map shows, and what it does not."""
    drawn = "Hatched: announced areas. " if brief["notices"] else ""
    if any(body["zone"] for body in brief["fall"]["bodies"]):
        drawn += "Broken red: zones published by their corners. "
    if bodies := brief["fall"]["bodies"]:
        ascent = (
            " from the middle one of the fitted ascents" if all(body["of_ascent"] for body in bodies) else ""
        )
        drawn += f"Violet: the bodies' falls{ascent}, each with the ring that holds 97 % of its draws. "
    if brief["fall"]["risk"] and brief["fall"]["risk"]["impact_point"]["minute_marks"]:
        drawn += (
            "Dotted: where the vehicle would come down, in a vacuum, if its engines stopped at that moment, along "
            "the middle one of the fitted ascents, until the last announced body leaves. "
        )
    if brief["track"]:
        drawn += "Broken blue: the ground track of the satellite on its first revolution in this record. "
    return drawn + (
        "Equal-area projection. Land and borders as depicted by Natural Earth. The powered flight between is not "
        "drawn."
    )


def limits(brief: Brief) -> list[str]:
    """What this brief leaves out, so that nobody reads silence as an answer."""
    flight = "the flight that was flown" if brief["launch"]["liftoff"] == "instant" else "the flight itself"
    said = [
        f"The powered flight is an ensemble of ascents that agree with the announced falls, not {flight}; "
        "of the path after the last announced body, and the turn into the orbit's plane, nothing is known.",
        "A chance of impact is an order of magnitude in a model whose break-ups and shares of failures are assumed; "
        "it is not for range safety. A fall elsewhere is not excluded by anything here.",
        "A pass shows that the satellite was above the horizon, never that it took a picture.",
        "Grades of claims are one person's proposals. Claims are shown as made; whether they are true is not decided "
        "by standing here.",
    ]
    if not brief["fall"]["wind"]:
        said.append(
            "Winds are not in the falls; for light bodies such as fairings they move the place by tens of kilometres."
        )
    if brief["identified"] is None:
        said.append(
            "No catalogue snapshots from the days around the launch are in the case: nothing was identified."
        )
    if not brief["notices"]:
        said.append("No notice text is in the case, so no announced area is shown.")
    return said


def _announced(brief: Brief) -> str:
    if not brief["notices"]:
        bodies = brief["fall"]["bodies"]
        if not bodies:
            return "No notice text is at hand."
        zones = sum(body["zone"] is not None for body in bodies)
        if not zones:
            return "No notice text is at hand; the falls stand on published distances alone."
        which = "One zone was" if zones == 1 else f"{zones} zones were"
        return f"No notice text is at hand; {which} published by the corners."
    areas = [(i, k) for i, notice in enumerate(brief["notices"]) for k, _ in enumerate(notice["areas"])]
    if not areas:
        return "A notice without areas."
    i, k = areas[0]
    under = brief["notices"][i]["areas"][k]["under"]
    land = ", ".join(t["name"] for t in under["land"]) or "no land"
    which = "One area" if len(areas) == 1 else f"{len(areas)} areas, the first"
    says = f"{which} [/notices/{i}/areas/{k}/range_km|,.0f] km from the pad, with {land} under it."
    early = brief["launch"]["minutes_before_window"]
    if early is not None and early > 0:
        says += " The launch came [/launch/minutes_before_window|.1f] minutes before the window."
    return says


def _plane(brief: Brief) -> str:
    plane = brief["plane"]
    if plane is None:
        return "Nothing was announced that shows a plane."
    if not plane["determined"]:
        says = "Not determined by these areas"
        flown = plane["flown"]
        return (
            f"{says}; the orbit flown is inclined [/plane/flown/inclination_deg|.1f]°."
            if flown
            else f"{says}."
        )
    return (
        "Inclined [/plane/inclination_deg/median|.1f]° ([/plane/inclination_deg/p05|.1f] to "
        "[/plane/inclination_deg/p95|.1f])."
    )


def _falls(brief: Brief) -> str:
    bodies = brief["fall"]["bodies"]
    if not bodies:
        return "The case names no bodies that fall."
    clock = brief["launch"]["liftoff"] == "instant"
    key, form, before, after = (
        ("impact_utc", "minute", "at ", " UTC") if clock else ("after_liftoff_s", "clock", "T+", " (min:s)")
    )
    falls = [(body["name"], f"/fall/bodies/{k}/{key}") for k, body in enumerate(bodies)]
    return (
        "; ".join(
            f"{name} {before}[{at}/median|{form}]{after} ([{at}/p05|{form}]–[{at}/p95|{form}])"
            for name, at in falls
        )
        + "."
    )


def _reached(brief: Brief) -> str:
    found = brief["identified"]
    if found is None:
        sets = brief["orbit"]["sets"]
        return "No catalogues from before and after are at hand." + (
            " Element sets of it exist: see its orbit." if sets else ""
        )
    verdict = found["verdict"].capitalize()
    if not found["objects"]:
        return f"{verdict}."
    best = found["objects"][0]["score"]
    beside = [k for k, one in enumerate(found["objects"]) if k and one["score"] > AS_GOOD * best]
    others = " and ".join(f"[/identified/objects/{k}/norad|d]" for k in beside)
    return (
        f"{verdict}: object [/identified/objects/0/norad|d], [/identified/objects/0/perigee_km|.0f] × "
        "[/identified/objects/0/apogee_km|.0f] km at [/identified/objects/0/inclination_deg|.1f]°"
        + (f"; {others} came up with it." if beside else ".")
    )


def _steered(brief: Brief) -> str:
    steered = brief["orbit"]["manoeuvres"]
    verdict = steered["alive"]["verdict"].capitalize()
    until = f"as of [/orbit/manoeuvres/alive/until|day], by {_count(steered['sets'], 'element set')}"
    if not steered["manoeuvres"]:
        return f"{verdict} {until}; a satellite that burns nothing is not by that dead."
    last = f"/orbit/manoeuvres/manoeuvres/{len(steered['manoeuvres']) - 1}"
    found = _count(len(steered["manoeuvres"]), "manoeuvre")
    return f"{verdict} {until}: {found}, the last between [{last}/after|day] and [{last}/before|day]."


def _overhead(brief: Brief) -> str:
    passes = brief["passes"]["passes"]
    if not passes:
        return "No passes were computed."
    place = brief["passes"]["places"][0]["name"]
    says = f"{_count(len(passes), 'pass', 'passes')} over {_count(len(brief['passes']['places']), 'place')} "
    says += "in [/passes/hours|.0f] hours"
    for k, one in enumerate(passes):
        if one["place"] == place:
            return f"{says}; the first over {place} culminates [/passes/passes/{k}/culminate|moment]."
    return f"{says}; none over {place}."


def _said(brief: Brief) -> str:
    debates = [d for d in brief["questions"] if d["asserts"] and d["denies"]]
    says = (
        f"{_count(len(brief['timeline']), 'entry', 'entries')} from {_count(len(brief['sources']), 'source')}"
    )
    if debates:
        says += f"; {_count(len(debates), 'question')} on which some assert and others deny"
    return says + "."


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
