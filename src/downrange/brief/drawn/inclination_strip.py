"""The strip: inclinations from 0 to 180 degrees, how likely the areas make each, and the orbit flown."""

from collections.abc import Mapping
from typing import Any

WIDTH, HEIGHT, BASE, TOP = 720.0, 116.0, 84.0, 8.0
TICKS_DEG = range(0, 181, 30)


def draw_strip(plane: Mapping[str, Any]) -> str:
    """The SVG of a plane as the brief's dict says it (``histogram``, the 90 % interval, ``flown``)."""
    shares = plane["histogram"]
    peak = max(shares) or 1.0
    step = WIDTH / len(shares)
    bars = "".join(
        f'<rect class="bar" x="{k * step:.1f}" y="{BASE - (BASE - TOP) * share / peak:.1f}" width="{step - 0.6:.1f}" '
        f'height="{(BASE - TOP) * share / peak:.1f}"/>'
        for k, share in enumerate(shares)
        if share / peak > 0.002
    )
    interval = plane["geometry_only"]["inclination_deg"]
    low, high = _x(interval["p05"]), _x(interval["p95"])
    band = f'<rect class="band" x="{low:.1f}" y="{BASE}" width="{max(high - low, 1):.1f}" height="7"/>'
    ticks = "".join(
        f'<path class="axis" d="M{_x(t):.1f} {BASE}v11"/><text class="figure" x="{_x(t):.1f}" y="{HEIGHT - 6}" '
        f'font-size="11" text-anchor="{_anchor(t)}">{t}°</text>'
        for t in TICKS_DEG
    )
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" xmlns="http://www.w3.org/2000/svg">'
        "<title>Inclinations that the areas allow</title>"
        f'{bars}{band}<path class="axis" d="M0 {BASE}h{WIDTH}"/>{ticks}{_flown(plane)}</svg>'
    )


def _flown(plane: Mapping[str, Any]) -> str:
    if not plane["flown"]:
        return ""
    x = _x(plane["flown"]["inclination_deg"])
    return (
        f'<path class="flown" d="M{x:.1f} {TOP}V{BASE + 7}"/>'
        f'<text class="flown-label" x="{x + 6:.1f}" y="{TOP + 12}" font-size="12">flown</text>'
    )


def _x(inclination_deg: float) -> float:
    return WIDTH * inclination_deg / 180


def _anchor(tick: int) -> str:
    return "start" if tick == 0 else "end" if tick == 180 else "middle"
