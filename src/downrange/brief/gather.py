"""Gather: the one dict of a brief, from what the three rivers found. Every door shows this dict and nothing else."""

from collections.abc import Mapping
from typing import Any

from downrange import __version__
from downrange.brief.receipts import METHODS, receipt
from downrange.brief.words import answers, limits, map_caption, remarks
from downrange.case import Case

FORMAT = "downrange-brief/1"


def gather(case: Case, parts: Mapping[str, Any], settings: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The dict of a brief from its parts (launch, notices, plane, fall, identified, orbit, passes, ...).

    `settings` are what was chosen for each computation, for its receipt. The result is plain JSON: no NaN, no
    objects; times are ISO 8601 with Z; angles are degrees, lengths km.
    """
    brief: dict[str, Any] = {
        "format": FORMAT,
        "downrange": __version__,
        "case": {"name": case.name, "title": case.title, "summary": case.summary},
        **parts,
        "receipts": {part: receipt(case, part, settings.get(part, {})) for part in METHODS},
    }
    brief["announcement"] = {"remarks": remarks(brief)}
    brief["map"] = {"caption": map_caption(brief)}
    brief["answers"] = answers(brief)
    brief["limits"] = limits(brief)
    return brief
