"""A brief as every door shows it: the figures of `answers.brief`, and what is said over all of them."""

from collections.abc import Mapping
from typing import Any

from downrange.answers.brief import Kept, brief_answer
from downrange.answers.requests import BriefRequest
from downrange.brief.sentences import answers, limits, map_caption, remarks
from downrange.case.case_model import Case
from downrange.codes import says_and_codes
from downrange.kernel.parallel import DRAWS, Draws


def brief_of(case: Case, draws: Draws = DRAWS, kept: Kept | None = None) -> dict[str, Any]:
    """Everything about one launch as one dict of plain JSON; `kept` holds parts that were computed before."""
    return told(brief_answer(BriefRequest.of(case=case, draws=draws), kept))


def told(found: Mapping[str, Any]) -> dict[str, Any]:
    """The brief with its remarks, the caption of its map, the short answers, and what it does not say."""
    brief = dict(found)
    caption = map_caption(brief)
    brief["announcement"] = says_and_codes("remarks", remarks(brief), "remark_codes")
    brief["map"] = {
        "caption": " ".join(remark.says for remark in caption),
        "caption_codes": [str(remark.code) for remark in caption],
    }
    brief["answers"] = answers(brief)
    brief |= says_and_codes("limits", limits(brief), "limit_codes")
    return brief
