"""The page: one self-contained HTML file from the one dict, for the screen, the dark and A4 paper.

No script, no network: style and map stand inside the file. Each number is a link to its receipt and carries,
as ``data-path``, the place in ``brief.json`` where the same value stands.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from downrange.brief.drawn.inclination_strip import draw_strip
from downrange.brief.drawn.orbit_chart import draw_history
from downrange.brief.quoted_values import Hole, pieces, receipt_for, said, value_at


def render_page(brief: Mapping[str, Any], map_svg: str) -> str:
    """The HTML of `brief`. Everything that came from outside is escaped by the template engine."""
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

    environment.globals.update(n=n, prose=prose, cite=cite)
    environment.filters["said"] = said
    style = files("downrange.brief.drawn").joinpath("templates", "page.css").read_text(encoding="utf-8")
    template = environment.get_template("page.html.j2")
    strip = draw_strip(brief["plane"]) if brief["plane"] else ""
    steered = brief["orbit"]["manoeuvres"]
    history = draw_history(brief["orbit"], steered["norad"]) if steered else ""
    drawn = {"map_svg": map_svg, "plane_strip": strip, "history": history}
    return template.render(**brief, style=Markup(style), **{name: Markup(svg) for name, svg in drawn.items()})
