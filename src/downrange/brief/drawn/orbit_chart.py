"""The history of an orbit in one picture: perigee, apogee and local time of the node through time, burns shaded."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from downrange.earth.instants import parse_utc
from downrange.kernel.arrays import Floats

WIDTH, LEFT, RIGHT = 720.0, 54.0, 6.0
HEIGHTS_TOP, HEIGHTS_FOOT = 18.0, 200.0  # the panel of perigee and apogee
NODE_TOP, NODE_FOOT = 228.0, 272.0  # the panel of the node's local time
HEIGHT = 296.0
FEWEST = 3  # sets below which a picture says less than the table
_DOTTED = 120  # sets up to which each is a dot
_MOST_POINTS = 1500  # of a line; a page is read, not searched
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000)
_NAME_WIDTH = 7.5  # of a letter
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def draw_history(orbit: Mapping[str, Any], norad: int) -> str:
    """The SVG of the sets of `norad` in ``brief["orbit"]``; nothing where there are fewer than `FEWEST`."""
    rows = [(k, row) for k, row in enumerate(orbit["sets"]) if row["norad"] == norad]
    if len(rows) < FEWEST:
        return ""
    days = np.array([_day(row["epoch"]) for _, row in rows])
    if days[-1] <= days[0]:
        return ""
    margin = 0.01 * (days[-1] - days[0])
    span = float(days[0] - margin), float(days[-1] + margin)
    heights = {name: np.array([row[f"{name}_km"] for _, row in rows]) for name in ("apogee", "perigee")}
    low, high, step = _scale(np.concatenate(list(heights.values())), 5)
    foot, top = HEIGHTS_FOOT, HEIGHTS_TOP
    curves = "".join(
        _curve(name, days, values, span, (low, high, foot, top)) for name, values in heights.items()
    )
    hours = _unbroken(np.array([row["local_time_of_node_h"] for _, row in rows]))
    first, last, hour_step = _scale(hours, 2)
    node = _curve("node", days, hours, span, (first, last, NODE_FOOT, NODE_TOP))
    x, panel = _x(days, span), (low, high, foot, top)
    names = (
        _name("apogee", "apogee", x, _y(heights["apogee"], *panel), above=True)
        + _name("perigee", "perigee", x, _y(heights["perigee"], *panel), above=False)
        + _name("node", "local time of node", x, _y(hours, first, last, NODE_FOOT, NODE_TOP), above=True)
    )
    burns = _burns(orbit["manoeuvres"]["manoeuvres"], span) if orbit["manoeuvres"] else ""
    return (
        f'<svg class="strip history" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        'xmlns="http://www.w3.org/2000/svg">'
        f"<title>Apogee, perigee and local time of the ascending node of {norad} through time</title>"
        f"{burns}{_rules(low, high, step, foot, top, '{:,.10g} km')}{_months(span)}{curves}"
        f"{_rules(first, last, hour_step, NODE_FOOT, NODE_TOP, '{:.10g} h')}{node}"
        f"{names}</svg>"
    )


def _curve(
    name: str,
    days: Floats,
    values: Floats,
    span: tuple[float, float],
    panel: tuple[float, float, float, float],
) -> str:
    step = max(1, len(days) // _MOST_POINTS)
    x, y = _x(days[::step], span), _y(values[::step], *panel)
    path = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True))
    dots = "".join(
        f'<circle class="{name}" cx="{a:.1f}" cy="{b:.1f}" r="1.8"/>' for a, b in zip(x, y, strict=True)
    )
    return f'<path class="curve {name}" d="{path}"/>' + (dots if len(days) <= _DOTTED else "")


def _burns(found: Sequence[Mapping[str, Any]], span: tuple[float, float]) -> str:
    """A band from the last set before each burn to the first after it."""
    bands = ""
    for k, one in enumerate(found):
        after, before = _x(np.array([_day(one["after"]), _day(one["before"])]), span).tolist()
        says = f"{one['dv_m_s']:+.2f} m/s {one['direction']}".replace("-", "\N{MINUS SIGN}")
        bands += (
            f'<rect class="burn" x="{after:.1f}" y="{HEIGHTS_TOP}" width="{max(before - after, 1.5):.1f}" '
            f'height="{NODE_FOOT - HEIGHTS_TOP}" data-path="/orbit/manoeuvres/manoeuvres/{k}">'
            f"<title>{says}</title></rect>"
        )
    return bands


def _rules(low: float, high: float, step: float, foot: float, top: float, form: str) -> str:
    """The level lines of a panel, each with its figure."""
    lines = ""
    for value in np.arange(round((high - low) / step) + 1) * step + low:
        y = float(_y(np.array([value]), low, high, foot, top)[0])
        lines += (
            f'<path class="level" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/><text class="figure" x="{LEFT - 6}" '
            f'y="{y + 3.6:.1f}" font-size="11" text-anchor="end">{form.format(round(float(value), 6))}</text>'
        )
    return lines


def _months(span: tuple[float, float]) -> str:
    """Marks at the first of months, of years where the span is long; bare years where only years are marked."""
    months = (span[1] - span[0]) / 30.44
    step = next((s for s in _MONTH_STEPS if months / s <= 7), _MONTH_STEPS[-1])
    start = datetime.fromtimestamp(span[0] * 86400, UTC)
    marks, at = "", (start.year * 12 + start.month - 1) // step * step
    while (day := datetime(at // 12, at % 12 + 1, 1, tzinfo=UTC).timestamp() / 86400) < span[1]:
        if day >= span[0]:
            x = float(_x(np.array([day]), span)[0])
            words = f"{at // 12}" if step >= 12 else f"{_MONTHS[at % 12]} {at // 12}"
            marks += (
                f'<path class="axis" d="M{x:.1f} {NODE_FOOT}v5"/><text class="figure" x="{x:.1f}" y="{HEIGHT - 8}" '
                f'font-size="11" text-anchor="middle">{words}</text>'
            )
        at += step
    return f'<path class="axis" d="M{LEFT} {NODE_FOOT}H{WIDTH - RIGHT}"/>{marks}'


def _name(name: str, words: str, at: Floats, y: Floats, *, above: bool) -> str:
    """A name at the left, over or under the part of its curve that runs there."""
    beside = y[: max(1, int(np.searchsorted(at, LEFT + _NAME_WIDTH * len(words))))]
    place = float(beside.min()) - 6 if above else float(beside.max()) + 14
    return f'<text class="name {name}" x="{LEFT + 6}" y="{place:.1f}" font-size="12">{words}</text>'


def _scale(values: Floats, intervals: int) -> tuple[float, float, float]:
    """Lowest and highest level and the step between, round figures around `values`."""
    low, high = float(values.min()), float(values.max())
    step = next((s for s in _STEPS if (high - low) / s <= intervals), _STEPS[-1])
    first, last = np.floor(low / step) * step, np.ceil(high / step) * step
    return float(first), float(last if last > first else first + step), step


def _unbroken(hours: Floats) -> Floats:
    """Local times without the leap at midnight, so that the curve does not cross the picture."""
    turned: Floats = np.unwrap(hours, period=24.0)
    return turned


def _x(days: Floats, span: tuple[float, float]) -> Floats:
    return LEFT + (WIDTH - LEFT - RIGHT) * (days - span[0]) / (span[1] - span[0])


def _y(values: Floats, low: float, high: float, foot: float, top: float) -> Floats:
    return foot - (foot - top) * (values - low) / (high - low)


def _day(text: str) -> float:
    return parse_utc(text).timestamp() / 86400


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
