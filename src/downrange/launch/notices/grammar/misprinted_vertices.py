"""Vertices that one misprint explains: a hemisphere's wrong letter is mended, a lost digit withholds the outline."""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import cos, hypot, radians, sqrt

from downrange.codes import Remark
from downrange.earth.angles import wrap_180_deg
from downrange.launch.notices.notice_codes import NoticeDefect
from downrange.launch.notices.tokens.coordinates import Pair
from downrange.launch.notices.tokens.tokenizer import LAT, LON, Token

FAR_DEG = 20.0  # a vertex further than this from every other one is out of place
_FEWEST = 3  # positions among which one can be out of place
NEAR_DEG = 3.0  # a mended vertex lies this near the box of the others, or within the box's own size
_LON_DIGITS = 3
_GROUPS = re.compile(r"([0-9]+)(?:[.,][0-9]+)?")
_DIGITS = {
    NoticeDefect.TWO_DIGIT_LONGITUDE,
    NoticeDefect.THREE_DIGIT_LATITUDE,
    NoticeDefect.MARKS_MISPRINTED,
    NoticeDefect.ONE_DIGIT,
}


def with_hemispheres_mended(pairs: Sequence[Pair]) -> list[Pair]:
    """The positions; the only one that is out of place has its hemisphere turned where that puts it among the others.

    The remark `WRONG_HEMISPHERE` says so. Two or more out of place, or one that no letter explains, stay as printed.
    """
    found = list(pairs)
    if len(found) < _FEWEST or _close_together(found):
        return found
    astray = [index for index in range(len(found)) if _astray(found, index)]
    for index in astray if len(astray) == 1 else ():
        pair, others = found[index], [*found[:index], *found[index + 1 :]]
        for lat, lon in ((pair.lat_deg, -pair.lon_deg), (-pair.lat_deg, pair.lon_deg)):
            if _among(lat, lon, others):
                remark = Remark(
                    NoticeDefect.WRONG_HEMISPHERE, {"printed": f"{pair.lat_deg:.4f}, {pair.lon_deg:.4f}"}
                )
                found[index] = replace(pair, lat_deg=lat, lon_deg=lon, remarks=(*pair.remarks, remark))
                break
    return found


def digit_lost(pairs: Sequence[Pair]) -> bool:
    """Whether a position whose digits are not as they should be lies far from every other."""
    return len(pairs) >= _FEWEST and any(
        any(remark.code in _DIGITS for remark in pair.remarks) and _astray(pairs, index)
        for index, pair in enumerate(pairs)
    )


def odd_digits(tokens: Sequence[Token], pairs: Sequence[Pair]) -> list[NoticeDefect | None]:
    """For each position, a code where it prints fewer digits than the others of its outline: one may be lost."""
    widths = [tuple(_widths(token) for token in tokens[pair.first : pair.after]) for pair in pairs]
    wide = [
        max((width[0] for half in position for width in [half] if half), default=0) for position in widths
    ]
    groups = [[half[1:] for half in position if half] for position in widths]
    usual = max(wide, default=0)
    many = [group for position in groups for half in position for group in half]
    short = many.count(1) and many.count(2) > many.count(1)
    return [
        NoticeDefect.TWO_DIGIT_LONGITUDE
        if usual == _LON_DIGITS and width == _LON_DIGITS - 1
        else NoticeDefect.ONE_DIGIT
        if short and any(group == 1 for half in position for group in half)
        else None
        for width, position in zip(wide, groups, strict=True)
    ]


def _widths(token: Token) -> tuple[int, ...]:
    """How many digits each group of a half position prints, whose groups are apart; empty for a glued one."""
    if token.kind not in (LAT, LON):
        return ()
    groups = _GROUPS.findall(token.text)
    return tuple(map(len, groups)) if len(groups) > 1 else ()


def _close_together(pairs: Sequence[Pair]) -> bool:
    """Whether all positions lie in a box of 14 degrees a side, in which none is 20 degrees from another."""
    lats, lons = [pair.lat_deg for pair in pairs], [pair.lon_deg for pair in pairs]
    return max(max(lats) - min(lats), max(lons) - min(lons)) < FAR_DEG / sqrt(2)


def _astray(pairs: Sequence[Pair], index: int) -> bool:
    pair = pairs[index]
    return all(_apart(pair, other) > FAR_DEG for at, other in enumerate(pairs) if at != index)


def _apart(a: Pair, b: Pair) -> float:
    shrink = cos(radians((a.lat_deg + b.lat_deg) / 2))
    return hypot(a.lat_deg - b.lat_deg, wrap_180_deg(a.lon_deg - b.lon_deg) * shrink)


def _among(lat: float, lon: float, others: Sequence[Pair]) -> bool:
    lats = [pair.lat_deg for pair in others]
    east = [wrap_180_deg(pair.lon_deg - others[0].lon_deg) for pair in others]
    here = wrap_180_deg(lon - others[0].lon_deg)
    high, wide = max(NEAR_DEG, max(lats) - min(lats)), max(NEAR_DEG, max(east) - min(east))
    return min(lats) - high <= lat <= max(lats) + high and min(east) - wide <= here <= max(east) + wide
