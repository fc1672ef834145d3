"""The page: one self-contained HTML file from the one dict, for the screen, the dark and A4 paper.

No script, no network: style and map stand inside the file. Each number is a link to its receipt and carries,
as ``data-path``, the place in ``brief.json`` where the same value stands.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from downrange.brief.drawn.inclination_strip import draw_strip
from downrange.brief.drawn.orbit_chart import draw_history
from downrange.brief.quoted_values import Hole, pieces, receipt_for, said, value_at
from downrange.kernel.visible_text import visible_values

LONGEST_WORD = 40  # letters that a column of the page holds on a narrow screen
_TAG_OR_DRAWING = re.compile(r"(<svg\b.*?</svg>|<[^>]*>)", re.DOTALL)
_WORD = re.compile(r"\S+")
_ENTITY = re.compile(r"&[^;&\s]+;")


def render_page(brief: Mapping[str, Any], map_svg: str) -> str:
    """The HTML of `brief`. Everything that came from outside is escaped by the template engine.

    Characters that are not seen are signs; a word too long for its column is marked, and the style breaks it.
    """
    brief = visible_values(brief)
    environment = Environment(
        loader=PackageLoader("downrange.brief.drawn"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def link(path: str, words: str) -> Markup:
        receipt = receipt_for(brief, path)
        target = Markup(' href="#{}"').format(f"receipt-{receipt}") if receipt else Markup("")
        return Markup('<a class="n"{} data-path="{}">{}</a>').format(target, path, words)

    def n(path: str, form: str = "") -> Markup:
        return link(path, said(value_at(brief, path), form))

    def prose(text: str) -> Markup:
        return Markup("").join(
            n(piece.path, piece.form) if isinstance(piece, Hole) else escape(piece) for piece in pieces(text)
        )

    def cite(ids: list[str] | tuple[str, ...]) -> Markup:
        numbers = {source["id"]: source["number"] for source in brief["sources"]}
        marks = [Markup('<a href="#source-{}">{}</a>').format(i, numbers[i]) for i in ids if i in numbers]
        return Markup('<sup class="cite">{}</sup>').format(Markup(",").join(marks)) if marks else Markup("")

    environment.globals.update(n=n, prose=prose, cite=cite, cell=_cell_of_name)
    environment.filters["said"] = said
    style = files("downrange.brief.drawn").joinpath("templates", "page.css").read_text(encoding="utf-8")
    template = environment.get_template("page.html.j2")
    strip = draw_strip(brief["plane"]) if brief["plane"] else ""
    steered = brief["orbit"]["manoeuvres"]
    history = draw_history(brief["orbit"], steered["norad"]) if steered else ""
    drawn = {"map_svg": map_svg, "plane_strip": strip, "history": history}
    page = template.render(**brief, style=Markup(style), **{name: Markup(svg) for name, svg in drawn.items()})
    return _with_long_words_marked(page)


def _cell_of_name(name: str) -> str:
    """The class of the cell of a name: on one line as long as that leaves room for the figures beside it."""
    return "k" if len(name) <= LONGEST_WORD else "long"


def _with_long_words_marked(page: str) -> str:
    """A page whose words over `LONGEST_WORD` stand in ``<span class="long">``, which the style may break anywhere.

    In a finished page every ``<`` and ``>`` of a text is escaped, so what stands outside of tags is text; SVG has no
    such spans, and text of the style or the title is none of the page's.
    """
    head, body, rest = page.partition("<body>")
    parts = _TAG_OR_DRAWING.split(rest)
    parts[::2] = [_WORD.sub(_marked, text) for text in parts[::2]]
    return head + body + "".join(parts)


def _marked(word: re.Match[str]) -> str:
    """A word, whole: an entity in it is one letter and is never cut."""
    long = len(word[0]) > LONGEST_WORD and len(_ENTITY.sub("x", word[0])) > LONGEST_WORD
    return f'<span class="long">{word[0]}</span>' if long else word[0]
