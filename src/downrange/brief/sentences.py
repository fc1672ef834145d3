"""What is said over all parts of a brief, for a reader in a hurry: which code is due, with which facts."""

from collections.abc import Iterator, Mapping
from typing import Any

from downrange.brief.sentence_codes import Caption, Limit, Question, Short, WindowNote
from downrange.codes import Quoting, Remark, quoting

Brief = Mapping[str, Any]
AS_GOOD = 0.95  # of the best score: an object that fits like this is named beside the best


def answers(brief: Brief) -> list[dict[str, str]]:
    """The questions everybody asks of a launch, each with one sentence and where to read on."""
    told = [
        (Question.ANNOUNCED, _announced(brief)),
        (Question.PLANE, _plane(brief)),
        (Question.FALLS, _falls(brief)),
        (Question.ORBIT, _reached(brief)),
        *([(Question.STEERED, _steered(brief))] if brief["orbit"]["manoeuvres"] else []),
        (Question.OVERHEAD, _overhead(brief)),
        (Question.CLAIMS, _record(brief)),
    ]
    return [
        {"question": question.says(), "see": question.removeprefix("question."), **answer.as_dict()}
        for question, answer in told
    ]


def remarks(brief: Brief) -> list[Remark]:
    """What a reader of the notices must know about their windows."""
    launch = brief["launch"]
    facts = {"by": launch["time_by"], "announced_by": launch["window_by"] or "the earliest notice"}
    if launch["liftoff"] != "instant":
        return [Remark(WindowNote.WINDOW if launch["liftoff"] == "window" else WindowNote.UNKNOWN, facts)]
    early = launch["minutes_before_window"]
    if early is None:
        return []
    return [Remark(WindowNote.EARLY if early > 0 else WindowNote.NOT_EARLY, facts)]


def map_caption(brief: Brief) -> list[Remark]:
    """What the map shows, and what it does not."""
    return [Remark(code) for code in _captions(brief)]


def _captions(brief: Brief) -> Iterator[Caption]:
    bodies, risk = brief["fall"]["bodies"], brief["fall"]["risk"]
    if brief["notices"]:
        yield Caption.AREAS
    if any(body["zone"] for body in bodies):
        yield Caption.ZONES
    if bodies:
        yield Caption.FALLS_OF_ASCENT if all(body["of_ascent"] for body in bodies) else Caption.FALLS
    if risk and risk["impact_point"]["minute_marks"]:
        yield Caption.IMPACT_POINT
    if brief["track"]:
        yield Caption.TRACK
    yield Caption.PROJECTION


def limits(brief: Brief) -> list[Remark]:
    """What this brief leaves out, so that nobody reads silence as an answer."""
    flown = brief["launch"]["liftoff"] == "instant"
    due = {
        Limit.ENSEMBLE_FLOWN: flown,
        Limit.ENSEMBLE: not flown,
        Limit.ORDER_OF_MAGNITUDE: True,
        Limit.PASS_NO_PICTURE: True,
        Limit.CLAIMS: True,
        Limit.NO_WIND: not brief["fall"]["wind"],
        Limit.NOT_IDENTIFIED: brief["identified"] is None,
        Limit.NO_NOTICE: not brief["notices"],
    }
    return [Remark(code) for code, wanted in due.items() if wanted]


def _announced(brief: Brief) -> Remark:
    bodies = brief["fall"]["bodies"]
    if not brief["notices"]:
        zones = sum(body["zone"] is not None for body in bodies)
        if not zones:
            return Remark(Short.NO_NOTICE_DISTANCES if bodies else Short.NO_NOTICE)
        return Remark(
            Short.NO_NOTICE_ZONES, {"zones": "One zone was" if zones == 1 else f"{zones} zones were"}
        )
    areas = [
        (f"/notices/{i}/areas/{k}", area)
        for i, notice in enumerate(brief["notices"])
        for k, area in enumerate(notice["areas"])
    ]
    if not areas:
        return Remark(Short.NO_AREA)
    at, first = areas[0]
    facts = {
        "areas": "One area" if len(areas) == 1 else f"{len(areas)} areas, the first",
        "at": at,
        "land": ", ".join(territory["name"] for territory in first["under"]["land"]) or "no land",
    }
    early = (brief["launch"]["minutes_before_window"] or 0) > 0
    return Remark(Short.AREAS_EARLY if early else Short.AREAS, facts)


def _plane(brief: Brief) -> Remark:
    plane = brief["plane"]
    if plane is None:
        return Remark(Short.NO_PLANE)
    if plane["determined"]:
        return Remark(Short.PLANE)
    return Remark(Short.PLANE_OPEN_FLOWN if plane["flown"] else Short.PLANE_OPEN)


def _falls(brief: Brief) -> Remark:
    bodies = brief["fall"]["bodies"]
    if not bodies:
        return Remark(Short.NO_BODIES)
    clock = brief["launch"]["liftoff"] == "instant"
    key, form, before, after = (
        ("impact_utc", "minute", "at ", " UTC") if clock else ("after_liftoff_s", "clock", "T+", " (min:s)")
    )
    falls = [(body["name"], f"/fall/bodies/{k}/{key}") for k, body in enumerate(bodies)]
    one = f"{{name}} {before}[{{at}}/median|{form}]{after} ([{{at}}/p05|{form}]–[{{at}}/p95|{form}])"
    each = (quoting(one, {"name": name, "at": at}) for name, at in falls)
    return Remark(Short.FALLS, {"falls": Quoting("; ".join(each))})


def _reached(brief: Brief) -> Remark:
    found = brief["identified"]
    if found is None:
        return Remark(Short.NO_CATALOGUES_SETS if brief["orbit"]["sets"] else Short.NO_CATALOGUES)
    facts = {"verdict": found["verdict"].capitalize()}
    if not found["objects"]:
        return Remark(Short.NO_OBJECT, facts)
    best = found["objects"][0]["score"]
    beside = [k for k, one in enumerate(found["objects"]) if k and one["score"] > AS_GOOD * best]
    others = Quoting(" and ".join(f"[/identified/objects/{k}/norad|d]" for k in beside))
    return Remark(Short.OBJECTS if beside else Short.OBJECT, {**facts, "others": others})


def _steered(brief: Brief) -> Remark:
    steered = brief["orbit"]["manoeuvres"]
    found = steered["manoeuvres"]
    facts = {
        "verdict": steered["alive"]["verdict"].capitalize(),
        "sets": _count(steered["sets"], "element set"),
        "manoeuvres": _count(len(found), "manoeuvre"),
        "last": f"/orbit/manoeuvres/manoeuvres/{len(found) - 1}",
    }
    return Remark(Short.STEERED if found else Short.NOT_STEERED, facts)


def _overhead(brief: Brief) -> Remark:
    passes, places = brief["passes"]["passes"], brief["passes"]["places"]
    if not passes:
        return Remark(Short.NO_PASSES)
    first = next((k for k, one in enumerate(passes) if one["place"] == places[0]["name"]), None)
    facts = {
        "passes": _count(len(passes), "pass", "passes"),
        "places": _count(len(places), "place"),
        "place": places[0]["name"],
        "at": f"/passes/passes/{first}",
    }
    return Remark(Short.NO_PASS_THERE if first is None else Short.FIRST_PASS, facts)


def _record(brief: Brief) -> Remark:
    disputed = sum(bool(debate["asserts"] and debate["denies"]) for debate in brief["questions"])
    facts = {
        "entries": _count(len(brief["timeline"]), "entry", "entries"),
        "sources": _count(len(brief["sources"]), "source"),
        "questions": _count(disputed, "question"),
    }
    return Remark(Short.RECORD_DISPUTED if disputed else Short.RECORD, facts)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
