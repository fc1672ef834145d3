"""Made pairs of notices with a known change, and made chains of notices with known ends: the truth is made first."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pyproj import Geod

from downrange.launch.areas.area import Area, Position
from downrange.launch.notices.notice import Notice, NoticeWindow

WGS84 = Geod(ellps="WGS84")
DAY = datetime(2026, 4, 22, tzinfo=UTC)
KINDS = (
    "nothing", "turned", "notation", "one corner", "some corners", "all corners", "corner added", "corner dropped",
    "radius", "centre", "area dropped", "area added", "relabelled", "far under one label", "window later",
    "windows shifted by days", "window dropped", "window added", "limits", "end",
)  # fmt: skip


@dataclass(frozen=True)
class MadeChange:
    """Two notices, the kind of change between them, the codes that must be reported, and how far a corner moved."""

    kind: str
    old: Notice
    new: Notice
    area_codes: frozenset[str]
    apart_km: float | None = None
    window_codes: tuple[str, ...] = ()
    other_codes: tuple[str, ...] = ()


def moved(position: Position, azimuth_deg: float, km: float) -> Position:
    """The position so many km away on WGS84."""
    lon, lat, _ = WGS84.fwd(position[1], position[0], azimuth_deg, km * 1000)
    return float(lat), float(lon)


def ring(rng: random.Random, middle: Position, corners: int, size_km: float) -> tuple[Position, ...]:
    """Corners around a middle in order of bearing, none nearer to it than two thirds of the size."""
    step = 360 / corners
    return tuple(
        moved(middle, k * step + rng.uniform(-0.2, 0.2) * step, size_km * rng.uniform(0.67, 1))
        for k in range(corners)
    )


def made_changes(seed: int, count: int) -> Iterator[MadeChange]:
    """Pairs of every kind in turn: rings anywhere but at the poles, also over the 180th meridian."""
    rng = random.Random(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        middle = rng.uniform(-65, 65), rng.choice((rng.uniform(-180, 180), rng.uniform(179, 181) - 360))
        size_km = rng.uniform(30, 400)
        corners = rng.randint(4, 9)
        areas = [Area("polygon", "A", vertices=ring(rng, middle, corners, size_km))]
        for k in range(rng.randint(0, 2)):
            far = moved(middle, rng.uniform(0, 360), 4 * size_km + 1200 * (k + 1))
            areas.append(Area("polygon", "BC"[k], vertices=ring(rng, far, 4, size_km)))
        days = rng.randint(2, 6)
        windows = tuple(window(day, 0, 0) for day in range(days))
        number_text = f"A{number:04d}/26"
        notice = Notice("ZZZZ", number_text, "launch", windows, tuple(areas), vertical=("SFC", "UNL"))
        yield _changed(kind, notice, rng, size_km)


def window(day: int, start_min: int, end_min: int) -> NoticeWindow:
    """The window of a day from April 22, 2026, 0500Z to 0900Z, shifted."""
    start = DAY + timedelta(days=day, hours=5)
    return NoticeWindow(start + timedelta(minutes=start_min), start + timedelta(hours=4, minutes=end_min))


def _changed(kind: str, old: Notice, rng: random.Random, size_km: float) -> MadeChange:
    first, rest = old.areas[0], old.areas[1:]
    corners = first.vertices
    k = rng.randrange(len(corners))
    same = frozenset({"compare.area-same"})
    also = same if rest else frozenset()

    def with_area(area: Area) -> Notice:
        return replace(old, areas=(area, *rest))

    def redrawn(vertices: tuple[Position, ...]) -> Notice:
        return with_area(replace(first, vertices=vertices))

    match kind:
        case "nothing":
            return MadeChange(kind, old, old, same)
        case "turned":
            turned = (corners[k:] + corners[:k])[:: rng.choice((1, -1))]
            return MadeChange(kind, old, redrawn(turned), same)
        case "notation":  # to the hundredth of a minute
            written = tuple((round(lat * 6000) / 6000, round(lon * 6000) / 6000) for lat, lon in corners)
            return MadeChange(kind, old, redrawn(written), same)
        case "one corner":
            km = rng.uniform(1, 0.4 * size_km)
            changed = (*corners[:k], moved(corners[k], rng.uniform(0, 360), km), *corners[k + 1 :])
            return MadeChange(kind, old, redrawn(changed), also | {"compare.one-corner"}, km)
        case "some corners":
            km = rng.uniform(1, 0.1 * size_km)
            far = {k: km, (k + 1) % len(corners): km / 2}
            changed = tuple(moved(c, 80, far[i]) if i in far else c for i, c in enumerate(corners))
            return MadeChange(kind, old, redrawn(changed), also | {"compare.some-corners"}, km)
        case "all corners":
            km = rng.uniform(1, 0.2 * size_km)
            changed = tuple(moved(c, 200, km) for c in corners)
            return MadeChange(kind, old, redrawn(changed), also | {"compare.area-moved"}, km)
        case "corner added":
            lon, lat = WGS84.npts(*corners[k][::-1], *corners[k - 1][::-1], 1)[0]
            outward = moved((lat, lon), rng.uniform(0, 360), 0.1 * size_km)
            changed = (*corners[:k], outward, *corners[k:])
            return MadeChange(kind, old, redrawn(changed), also | {"compare.area-redrawn"})
        case "corner dropped":
            changed = (*corners[:k], *corners[k + 1 :])
            return MadeChange(kind, old, redrawn(changed), also | {"compare.area-redrawn"})
        case "radius" | "centre":
            circle = Area("circle", "A", center=corners[0], radius_nm=rng.uniform(5, 60))
            if kind == "radius":
                other = replace(circle, radius_nm=(circle.radius_nm or 0) + rng.uniform(0.5, 30))
                pair = with_area(circle), with_area(other)
                return MadeChange(kind, *pair, also | {"compare.measure"}, 0.0)
            km = rng.uniform(1, 20)
            other = replace(circle, center=moved(corners[0], 10, km))
            return MadeChange(
                kind, with_area(circle), with_area(other), also | {"compare.position-moved"}, km
            )
        case "area dropped":
            wide = replace(old, areas=(*old.areas, _far_area(first, size_km)))
            return MadeChange(kind, wide, old, same | {"compare.area-dropped"})
        case "area added":
            wide = replace(old, areas=(*old.areas, _far_area(first, size_km)))
            return MadeChange(kind, old, wide, same | {"compare.area-added"})
        case "relabelled":
            return MadeChange(kind, old, with_area(replace(first, label="Z")), same)
        case "far under one label":
            km = 3 * size_km + 60
            changed = tuple(moved(c, 100, km) for c in corners)
            return MadeChange(kind, old, redrawn(changed), also | {"compare.area-moved"}, km)
        case "window later":
            shift = rng.randint(10, 200)
            later = (window(0, shift, shift), *old.windows[1:])
            return MadeChange(kind, old, replace(old, windows=later), same, None, ("compare.window-changed",))
        case "windows shifted by days":
            later = tuple(window(day + 1, 0, 0) for day in range(len(old.windows)))
            codes = ("compare.window-dropped", "compare.window-added")
            return MadeChange(kind, old, replace(old, windows=later), same, None, codes)
        case "window dropped":
            fewer = replace(old, windows=old.windows[:-1])
            return MadeChange(kind, old, fewer, same, None, ("compare.window-dropped",))
        case "window added":
            more = replace(old, windows=(*old.windows, window(30, 0, 0)))
            return MadeChange(kind, old, more, same, None, ("compare.window-added",))
        case "limits":
            low = replace(old, vertical=("SFC", "FL200"))
            return MadeChange(kind, old, low, same, other_codes=("compare.limits",))
        case _:
            ends = replace(old, self_cancel=DAY + timedelta(days=9))
            return MadeChange(kind, old, ends, same, other_codes=("compare.self-cancel",))


def _far_area(first: Area, size_km: float) -> Area:
    far = tuple(moved(c, 300, 5 * size_km + 700) for c in first.vertices)
    return Area("polygon", "X", vertices=far)


def made_chain(rng: random.Random, length: int) -> list[Notice]:
    """Notices that cancel each other at random, with windows, own ends and times of issue or without."""
    chain: list[Notice] = []
    for number in range(1, length + 1):
        issued = DAY + timedelta(hours=rng.randint(-90, 40)) if rng.random() < 0.7 else None
        windows = tuple(window(rng.randint(-4, 4), 0, 0) for _ in range(rng.randint(0, 3)))
        ends = DAY + timedelta(hours=rng.randint(-60, 90)) if rng.random() < 0.3 else None
        others = tuple(f"NAVAREA IV {rng.randint(1, length)}/26" for _ in range(rng.random() < 0.4))
        kind = "cancel" if others and rng.random() < 0.4 else "launch"
        chain.append(
            Notice(
                "NAVAREA IV", f"NAVAREA IV {number}/26", "cancel" if kind == "cancel" else "launch",
                () if kind == "cancel" else windows, (), others, ends, issued=issued,
            )
        )  # fmt: skip
    return chain
